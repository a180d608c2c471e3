/** Characters that a terminal obeys, or reorders text by: controls but tab and ends of lines, DEL, C1, bidirectional controls. */
const obeyed =
  // eslint-disable-next-line no-control-regex -- control characters are what is replaced
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]|\r(?!\n)|\\(?=u\{)/g;
const escaped = /\\u\{([0-9A-F]{1,4})\}/g;

/** Escapes what a terminal would obey as `\u{202E}`, so that a text can be printed as it is. */
export function escapeObeyed(text: string): string {
  return text.replace(obeyed, (unit) => `\\u{${unit.charCodeAt(0).toString(16).toUpperCase()}}`);
}

/** Restores what `escapeObeyed` escaped; every other text stays as it is. */
export function restoreObeyed(text: string): string {
  return text.replace(escaped, (all, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return character === '\\' || escapeObeyed(character) !== character ? character : all;
  });
}
