import { CborSyntaxError, type CborKey, type CborMap, type CborValue } from './cbor-types.ts';
import { compareKeys } from './cbor-writer.ts';

/** CTAP 2.1 §8: at most four levels of maps and arrays. */
const maximumDepth = 4;

/** A request map with the bytes of each member as they arrived: MACs are computed over exactly these. */
export interface ReadMap {
  readonly map: CborMap;
  readonly raw: ReadonlyMap<CborKey, Uint8Array>;
}

/** Reads one canonical item that fills the input. Throws CborSyntaxError. */
export function readCbor(bytes: Uint8Array): CborValue {
  const reader = new Reader(bytes);
  const value = reader.item(0);
  reader.end();
  return value;
}

/** Reads one canonical map that fills the input. Throws CborSyntaxError. */
export function readCborMap(bytes: Uint8Array): ReadMap {
  const reader = new Reader(bytes);
  if (((bytes[0] ?? 0) & 0xe0) !== 0xa0) throw new CborSyntaxError('not a map');
  const raw = new Map<CborKey, Uint8Array>();
  const map = reader.map(1, raw);
  reader.end();
  return { map, raw };
}

class Reader {
  offset = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  end(): void {
    if (this.offset !== this.#bytes.length) throw new CborSyntaxError('trailing bytes');
  }

  item(depth: number): CborValue {
    const first = this.#bytes[this.offset];
    if (first === undefined) throw new CborSyntaxError('truncated');
    const major = first >> 5;
    if (major === 5) return this.map(depth + 1);
    if (major === 6) throw new CborSyntaxError('tag');
    if (major === 7) return this.#simple(first);
    const argument = this.#head();
    if (major === 0) return toInteger(argument);
    if (major === 1) return toInteger(-1n - argument);
    if (major === 2) return this.#take(argument);
    if (major === 3) return this.#text(argument);
    if (depth + 1 > maximumDepth) throw new CborSyntaxError('too deep');
    if (argument > BigInt(this.#bytes.length - this.offset)) throw new CborSyntaxError('truncated');
    const items: CborValue[] = [];
    for (let index = 0n; index < argument; index++) items.push(this.item(depth + 1));
    return items;
  }

  map(depth: number, raw?: Map<CborKey, Uint8Array>): CborMap {
    if (depth > maximumDepth) throw new CborSyntaxError('too deep');
    const count = this.#head();
    if (count > BigInt(this.#bytes.length - this.offset)) throw new CborSyntaxError('truncated');
    const map = new Map<CborKey, CborValue>();
    let previous: Uint8Array | null = null;
    for (let index = 0n; index < count; index++) {
      const keyStart = this.offset;
      const key = this.item(depth);
      if (typeof key !== 'number' && typeof key !== 'string') throw new CborSyntaxError('key type');
      const keyBytes = this.#bytes.subarray(keyStart, this.offset);
      if (previous !== null && compareKeys(previous, keyBytes) >= 0) throw new CborSyntaxError('key order');
      previous = keyBytes;
      const valueStart = this.offset;
      map.set(key, this.item(depth));
      raw?.set(key, this.#bytes.slice(valueStart, this.offset));
    }
    return map;
  }

  #simple(first: number): boolean | null {
    this.offset++;
    if (first === 0xf4) return false;
    if (first === 0xf5) return true;
    if (first === 0xf6) return null;
    throw new CborSyntaxError('simple value or float');
  }

  #head(): bigint {
    const first = this.#bytes[this.offset] ?? 0;
    this.offset++;
    const short = first & 0x1f;
    if (short < 24) return BigInt(short);
    if (short > 27) throw new CborSyntaxError('indefinite length or reserved');
    const length = 1 << (short - 24);
    if (this.offset + length > this.#bytes.length) throw new CborSyntaxError('truncated');
    let value = 0n;
    for (let index = 0; index < length; index++) value = (value << 8n) | BigInt(this.#bytes[this.offset + index] ?? 0);
    this.offset += length;
    const smallest = length === 1 ? 24n : 1n << BigInt(length * 4);
    if (value < smallest) throw new CborSyntaxError('not the shortest form');
    return value;
  }

  #take(length: bigint): Uint8Array {
    if (length > BigInt(this.#bytes.length - this.offset)) throw new CborSyntaxError('truncated');
    const taken = this.#bytes.slice(this.offset, this.offset + Number(length));
    this.offset += taken.length;
    return taken;
  }

  #text(length: bigint): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.#take(length));
    } catch (error) {
      if (error instanceof CborSyntaxError) throw error;
      throw new CborSyntaxError('invalid UTF-8', { cause: error });
    }
  }
}

function toInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
