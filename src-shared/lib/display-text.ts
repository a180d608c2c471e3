/**
 * Joiners (U+200C, U+200D) are part of Persian, Indic scripts and joined emoji. Between letters of scripts that never use
 * them they only make two different names look the same.
 */
const joining = String.raw`[\p{M}\p{Emoji_Modifier}\p{Extended_Pictographic}[\p{L}--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]]`;
const anyJoiner = /[\u200C\u200D]/u;
let strayJoinerPattern: RegExp | undefined;

/** Marks that may follow one character: a person's name needs a few, a "zalgo" text has hundreds. */
const mostMarks = 4;
const plainAscii = /^[ -~]*$/;
let graphemes: Intl.Segmenter | undefined;

/**
 * Converts a text from outside (a key, a person, a file) to one line that is safe to show: control and escape characters, line and
 * paragraph separators, bidirectional controls and invisible characters become "�" or a space, lone surrogates "�", combining marks are
 * limited per character, and what is longer than `longest` characters ends in "…".
 */
export function displayText(text: string, longest = 120): string {
  // Cut before the work: a hostile text may be very long. No character shown here has more than about 40 units.
  const safe = text
    .slice(0, longest * 40)
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    // C0 and C1 controls (ESC among them), bidirectional controls, zero-width and other invisible format characters.
    // U+200D joins emoji and U+200C is needed in Persian: both stay between visible characters only.
    .replace(
      /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu,
      '\uFFFD',
    )
    .replace(anyJoiner.test(text) ? strayJoiner() : anyJoiner, '\uFFFD')
    .replace(/(\p{M})\p{M}{3,}/gu, (marks) => [...marks].slice(0, mostMarks).join(''))
    .trim();
  // The usual text: every unit is a character, and no segmenter (slow to make) is needed.
  if (text.length <= longest && plainAscii.test(safe)) return safe;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let shown = '';
  let count = 0;
  for (const { segment } of graphemes.segment(safe)) {
    if (++count > longest) return `${shown.trimEnd()}…`;
    shown += segment;
  }
  return text.length > longest * 40 ? `${shown}…` : shown;
}

/**
 * Converts an RP ID to one line that is safe to show, as displayText does. What is too long is cut in the middle: the end of an RP ID
 * says whose it is, and the mark is not the one that keys cut with.
 */
export function displayRpId(rpId: string, longest: number): string {
  return cutInMiddle(displayText(rpId, rpId.length + 1), longest);
}

/** Returns an RP ID in no more than `longest` characters, as it is but for what is left out of its middle. */
export function cutInMiddle(rpId: string, longest: number): string {
  const characters = [...rpId];
  if (characters.length <= longest) return rpId;
  const head = Math.floor((longest - cutMark.length) / 3);
  const tail = longest - cutMark.length - head;
  return `${characters.slice(0, head).join('')}${cutMark}${characters.slice(-tail).join('')}`;
}

/** Stands for what is left out; keys cut RP IDs with U+2026 (CTAP 2.1 §6.8.7). */
const cutMark = '[...]';

// Compiled only where a text has a joiner at all: the pattern takes longer than the rest of a short command.
function strayJoiner(): RegExp {
  strayJoinerPattern ??= new RegExp(`(?<!${joining})[\u200C\u200D]|[\u200C\u200D](?!${joining})`, 'gv');
  return strayJoinerPattern;
}
