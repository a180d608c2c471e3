/** Created with the first text that needs it: that takes as long as a quarter of the start of the command line. */
let segmenter: Intl.Segmenter | undefined;

/** First and last code points that take two columns in a terminal (Unicode Standard Annex #11: W and F), in short. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], // Hangul Jamo
  [0x2e80, 0x303e], // CJK radicals, punctuation
  [0x3041, 0xa4cf], // kana, CJK, Yi
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3], // Hangul
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60], // full-width forms
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff], // pictographs
  [0x20000, 0x3fffd],
];

/** Counts the columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    const first = segment.codePointAt(0) ?? 0;
    const isWide = segment.includes('\uFE0F') || wideRanges.some(([from, to]) => first >= from && first <= to);
    width += isWide ? 2 : /^\p{M}/u.test(segment) ? 0 : 1;
  }
  return width;
}

/** Fills a text with spaces up to a number of columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}
