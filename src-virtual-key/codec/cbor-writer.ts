import { compareBytes, concat, utf8 } from './bytes.ts';
import { RawItem, type CborKey, type CborMap, type CborValue } from './cbor-types.ts';

export interface CborWriteOptions {
  /** Writes maps in the order given, as firmware that is not canonical does. */
  readonly keepOrder?: boolean;
}

/** Encodes a value in the CTAP2 canonical form (CTAP 2.1 §8: shortest integers, definite lengths, sorted keys). */
export function writeCbor(value: CborValue, options: CborWriteOptions = {}): Uint8Array {
  if (value instanceof RawItem) return value.bytes;
  if (typeof value === 'number' || typeof value === 'bigint') return writeInteger(BigInt(value));
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (value === null) return Uint8Array.of(0xf6);
  if (typeof value === 'string') return writeText(value);
  if (value instanceof Uint8Array) return concat(writeHead(2, BigInt(value.length)), value);
  if (value instanceof Map) return writeMap(value, options);
  if (isArray(value)) {
    return concat(writeHead(4, BigInt(value.length)), ...value.map((item) => writeCbor(item, options)));
  }
  throw new TypeError('not a CBOR value');
}

/** Writes the head of an item: major type 0–7 and argument in its shortest form. */
export function writeHead(major: number, argument: bigint): Uint8Array {
  const type = major << 5;
  if (argument < 24n) return Uint8Array.of(type | Number(argument));
  if (argument < 0x100n) return Uint8Array.of(type | 24, Number(argument));
  const [marker, length] = argument < 0x1_0000n ? [25, 2] : argument < 0x1_0000_0000n ? [26, 4] : [27, 8];
  const bytes = new Uint8Array(1 + length);
  bytes[0] = type | marker;
  for (let index = length, rest = argument; index > 0; index--, rest >>= 8n) bytes[index] = Number(rest & 0xffn);
  return bytes;
}

/** Compares two encoded keys: lower major type, then shorter, then bytewise. */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const majors = ((a[0] ?? 0) >> 5) - ((b[0] ?? 0) >> 5);
  if (majors !== 0) return majors;
  return a.length === b.length ? compareBytes(a, b) : a.length - b.length;
}

function isArray(value: CborValue): value is readonly CborValue[] {
  return Array.isArray(value);
}

function writeInteger(value: bigint): Uint8Array {
  return value >= 0n ? writeHead(0, value) : writeHead(1, -1n - value);
}

function writeText(text: string): Uint8Array {
  const bytes = utf8(text);
  return concat(writeHead(3, BigInt(bytes.length)), bytes);
}

function writeKey(key: CborKey): Uint8Array {
  return typeof key === 'number' ? writeInteger(BigInt(key)) : writeText(key);
}

function writeMap(map: CborMap, options: CborWriteOptions): Uint8Array {
  const entries: { readonly key: Uint8Array; readonly value: Uint8Array }[] = [];
  for (const [key, value] of map) entries.push({ key: writeKey(key), value: writeCbor(value, options) });
  if (options.keepOrder !== true) entries.sort((a, b) => compareKeys(a.key, b.key));
  return concat(writeHead(5, BigInt(entries.length)), ...entries.flatMap(({ key, value }) => [key, value]));
}
