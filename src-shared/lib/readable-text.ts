// eslint-disable-next-line no-control-regex -- a text that has others than tab and ends of lines is none
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;

/** Returns bytes as the text that they are in UTF-8; null where they are none, or have control characters. */
export function readableText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return control.test(text) ? null : text;
  } catch {
    return null;
  }
}

const perLine = 16;

/** Returns bytes as lines of 16, each with its offset, in hex and as ASCII. */
export function hexLines(bytes: Uint8Array): readonly string[] {
  return Array.from({ length: Math.ceil(bytes.length / perLine) }, (_, line) => {
    const part = [...bytes.subarray(line * perLine, (line + 1) * perLine)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    return `${(line * perLine).toString(16).padStart(6, '0')}  ${hex.padEnd(3 * perLine - 1)}  ${ascii}`;
  });
}
