import { safeJson } from '../../src-shared/lib/safe-json.ts';
import type { Document } from './command.ts';

/** Writes a document as JSON in parts. A field whose value is a generator becomes an array, item by item: it is never in memory as a whole. */
export function* jsonParts(document: Document): Generator<string, void> {
  let before = '{';
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue;
    const start = `${before}${safeJson(name)}:`;
    before = ',';
    if (!isGenerator(value)) {
      yield start + safeJson(value);
      continue;
    }
    yield `${start}[`;
    let comma = '';
    for (const item of value as Generator) {
      yield comma + safeJson(item);
      comma = ',';
    }
    yield ']';
  }
  yield before === '{' ? '{}' : '}';
}

function isGenerator(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
}
