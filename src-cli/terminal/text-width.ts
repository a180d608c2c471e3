import { eastAsianWidth } from 'get-east-asian-width';

/** Created with the first text that needs it: that takes as long as a quarter of the start of the command line. */
let segmenter: Intl.Segmenter | undefined;

const plain = /^[\x20-\x7e]*$/;
/** Drawn two columns wide: what is an emoji by itself, or is made one by a variation selector or a keycap. */
const emoji = /^\p{Emoji_Presentation}|[\ufe0f\u20e3]/u;
const withoutWidth = /^[\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** Counts the columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of charactersOf(text)) width += widthOf(character);
  return width;
}

/** Fills a text with spaces up to a number of columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Splits a text into what a person sees as one character each. */
export function charactersOf(text: string): readonly string[] {
  if (plain.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf(grapheme: string): number {
  if (withoutWidth.test(grapheme)) return 0;
  return emoji.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}
