/**
 * The characters that a spreadsheet program may take for a formula or swallow at the start of a field: the ASCII signs, their full-width
 * forms (Japanese editions read those as formulas as well), tab and line ends. Apostrophes before it count: without that a text that has
 * one of its own would lose it on the way back.
 */
const dangerous = /^'*[=+\-@＝＋－＠\t\r\n]/u;

/** Escapes a CSV field for a spreadsheet program: where it could be a formula it gets one apostrophe in front. */
export function guardFormula(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/** Removes the apostrophe of `guardFormula` away again; every other text stays as it is. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && dangerous.test(text) ? text.slice(1) : text;
}
