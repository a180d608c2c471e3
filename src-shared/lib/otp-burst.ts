/** One key press as the window saw it: the produced character or key name, and when (ms, monotonic). */
export interface KeyStroke {
  readonly key: string;
  readonly at: number;
}

/** Strokes worth remembering: the longest one-time password (64), Enter, and one stroke before. */
export const otpBurstMemory = 66;

// Yubico OTP: modhex, 32 encrypted characters after a public identity of 0 to 32; 44 as shipped.
const modhex = /^[cbdefghijklnrtuv]$/i;
const shortest = 32;
const longest = 64;
// Keys type the whole password within 0.1 to 1 s; nobody types 32 letters with a median gap under 35 ms.
const longestSpan = 1_600;
const humanMedianGap = 35;

/**
 * Returns how many characters a touched key has just typed by itself (a one-time password), 0 if a person typed. The last stroke may be the
 * Enter that ends the burst; it is not counted.
 */
export function otpBurstLength(strokes: readonly KeyStroke[]): number {
  const ended = strokes.at(-1)?.key === 'Enter' ? strokes.slice(0, -1) : strokes;
  let first = ended.length;
  while (first > 0 && modhex.test(ended[first - 1]?.key ?? '')) first--;
  const burst = ended.slice(Math.max(first, ended.length - longest));
  if (burst.length < shortest) return 0;
  // A person's own letters may stand before the burst: the burst begins where the gaps become short.
  let start = burst.length - 1;
  while (start > 0 && gap(burst, start) <= humanMedianGap * 2) start--;
  const machine = burst.slice(start);
  if (machine.length < shortest) return 0;
  const span = (machine.at(-1)?.at ?? 0) - (machine[0]?.at ?? 0);
  return span <= longestSpan && medianGap(machine) < humanMedianGap ? machine.length : 0;
}

/** Checks whether text pasted or left in a field has the form of a one-time password of a key. */
export function looksLikeOtp(text: string): boolean {
  return text.length >= shortest && text.length <= longest && /^[cbdefghijklnrtuv]+$/i.test(text);
}

/** Checks whether the last strokes came faster than any person: the way an injecting keyboard types (median gap below 25 ms). */
export function isMachineTyping(strokes: readonly KeyStroke[]): boolean {
  const recent = strokes.slice(-6);
  return recent.length >= 2 && medianGap(recent) < 25;
}

function gap(strokes: readonly KeyStroke[], index: number): number {
  return (strokes[index]?.at ?? 0) - (strokes[index - 1]?.at ?? 0);
}

function medianGap(strokes: readonly KeyStroke[]): number {
  const gaps = strokes.slice(1).map((_, index) => gap(strokes, index + 1));
  gaps.sort((left, right) => left - right);
  return gaps[Math.floor(gaps.length / 2)] ?? Number.POSITIVE_INFINITY;
}
