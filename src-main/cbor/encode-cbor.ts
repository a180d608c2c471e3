import { Encoder } from 'cbor-x/index-no-eval';
import { CborEncodeError, type CborEncodeErrorReason } from './cbor-error.ts';
import type { CborMap, CborValue } from './cbor-value.ts';
import { MAX_CBOR_BYTES, MAX_CBOR_DEPTH } from './limits.ts';

// Missing in the library's declarations (1.6.9); tested by what it does.
declare module 'cbor-x/index-no-eval' {
  interface Encoder {
    useBuffer(buffer: Uint8Array): void;
  }
}

const encoder = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  variableMapSize: true,
  tagUint8Array: false,
});

// The library reserves three bytes per UTF-16 unit of a text before it writes it. With this much room it never moves to
// another buffer, so wiping this one wipes every trace of a message.
const workspace = Buffer.alloc(4 * MAX_CBOR_BYTES + 2048);

/**
 * Writes a value in CTAP2 canonical form (CTAP 2.1 §8): sorted keys, shortest integers and lengths, definite lengths,
 * no tags, no floats. Returns a new array of at most 7,608 bytes; the library's buffer is wiped. Throws
 * CborEncodeError.
 */
export function encodeCbor(value: CborValue): Uint8Array {
  const plain = canonical(value, 0);
  if (encodedLength(plain) > MAX_CBOR_BYTES) fail('too-large');
  encoder.useBuffer(workspace);
  try {
    return new Uint8Array(encoder.encode(plain));
  } finally {
    workspace.fill(0);
  }
}

type Plain = number | bigint | string | boolean | null | Uint8Array | Plain[] | Map<number | bigint | string, Plain>;

/**
 * Rebuilds the value from kinds that the library writes canonically; it writes whatever else it gets in its own way.
 */
function canonical(value: unknown, depth: number): Plain {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number' || typeof value === 'bigint') return integer(value);
  if (value === undefined) return fail('undefined');
  if (value instanceof Uint8Array) return value;
  if (depth >= MAX_CBOR_DEPTH) return fail('too-deep');
  // Array.from turns holes into undefined, which is then refused.
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => canonical(item, depth + 1));
  if (value instanceof Map) return sortedMap(value, depth + 1);
  return fail('not-plain');
}

function sortedMap(map: CborMap, depth: number): Map<number | bigint | string, Plain> {
  const entries = Array.from(map, ([key, value]) => ({ key: mapKey(key), value: canonical(value, depth) }));
  entries.sort((left, right) => compareKeys(left.key, right.key));
  const sorted = new Map(entries.map(({ key, value }) => [key, value]));
  // 1 and 1n are two keys of a Map and one key of CBOR.
  if (sorted.size !== entries.length) fail('duplicate-key');
  return sorted;
}

function mapKey(key: unknown): number | bigint | string {
  if (typeof key === 'string') return wellFormed(key);
  if (typeof key === 'number' || typeof key === 'bigint') return integer(key);
  return fail('key-type');
}

function wellFormed(text: string): string {
  return text.isWellFormed() ? text : fail('lone-surrogate');
}

/**
 * Chooses the JavaScript type for which the library picks the shortest form: it makes floats of larger numbers and
 * eight bytes of every bigint. −2^64, which CBOR could carry, it would write as a tag.
 */
function integer(value: number | bigint): number | bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return fail(Number.isInteger(value) ? 'integer-range' : 'float');
  }
  if (value >= -(2 ** 32) && value < 2 ** 32) return Number(value);
  const large = BigInt(value);
  if (large >= 2n ** 64n || large <= -(2n ** 64n)) fail('integer-range');
  return large;
}

/** Compares two keys of a map (CTAP 2.1 §8): lower major type first, then the shorter encoding, then bytewise. */
function compareKeys(left: number | bigint | string, right: number | bigint | string): number {
  const byType = majorType(left) - majorType(right);
  if (byType !== 0) return byType;
  if (typeof left === 'string' || typeof right === 'string') return compareTexts(String(left), String(right));
  // Within one sign the shorter encoding is the one nearer to zero.
  const ascending = left < right ? -1 : left > right ? 1 : 0;
  return left < 0 ? -ascending : ascending;
}

function majorType(key: number | bigint | string): number {
  if (typeof key === 'string') return 3;
  return key < 0 ? 1 : 0;
}

function compareTexts(left: string, right: string): number {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length - rightBytes.length || Buffer.compare(leftBytes, rightBytes);
}

function encodedLength(value: Plain): number {
  // What is left a bigint by `integer` always takes eight bytes.
  if (typeof value === 'bigint') return 9;
  if (typeof value === 'number') return headLength(value < 0 ? -1 - value : value);
  if (typeof value === 'string') return withHead(Buffer.byteLength(value));
  if (value === null || typeof value === 'boolean') return 1;
  if (value instanceof Uint8Array) return withHead(value.length);
  if (Array.isArray(value))
    return value.reduce<number>((sum, item) => sum + encodedLength(item), headLength(value.length));
  let length = headLength(value.size);
  for (const [key, item] of value) length += encodedLength(key) + encodedLength(item);
  return length;
}

function withHead(length: number): number {
  return headLength(length) + length;
}

function headLength(argument: number): number {
  if (argument < 24) return 1;
  if (argument < 2 ** 8) return 2;
  return argument < 2 ** 16 ? 3 : 5;
}

function fail(reason: CborEncodeErrorReason): never {
  throw new CborEncodeError(reason);
}
