// Control, format (bidi, zero width, tags), private-use, unassigned-surrogate and line-separator characters; not ZWJ inside emoji.
const neutralised = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d/gu;
const combiningRun = /(\p{M}{4})\p{M}+/gu;

/**
 * Makes text that came from a key or a file safe to show in one line: what could hide or reorder text becomes U+FFFD, long
 * runs of combining marks are cut, and no more than `maximum` code points are kept (an ellipsis marks the cut).
 */
export function displayText(text: string, maximum = 120): string {
  const safe = text.slice(0, maximum * 8).replace(neutralised, '\ufffd').replace(combiningRun, '$1\u2026');
  const points = Array.from(safe);
  return points.length > maximum ? `${points.slice(0, maximum - 1).join('')}\u2026` : safe;
}
