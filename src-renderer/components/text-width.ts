/** Estimates how wide a text is drawn, in Latin letters; a Japanese letter takes two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) > 0x2e7f ? 1.95 : 1;
  return width;
}
