import type { Document } from './command.ts';

/** Writes a document as JSON in parts. A field whose value is a generator becomes an array, item by item: it is never in memory as a whole. */
export function* jsonParts(document: Document): Generator<string, void> {
  let before = '{';
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue;
    const start = `${before}${JSON.stringify(name)}:`;
    const text = isGenerator(value) ? null : JSON.stringify(value);
    before = ',';
    if (text !== null) {
      yield start + text;
      continue;
    }
    yield `${start}[`;
    let comma = '';
    for (const item of value as Generator) {
      yield comma + JSON.stringify(item);
      comma = ',';
    }
    yield ']';
  }
  yield before === '{' ? '{}' : '}';
}

function isGenerator(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
}
