/** Characters that a terminal obeys, or reorders text by, and that JSON lets stand: DEL, C1 controls, bidirectional controls, line separators. */
const obeyed = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/** Returns a value as JSON, in one line unless indented, with everything escaped that a terminal would obey. It reads back as the same value. */
export function safeJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    obeyed,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
