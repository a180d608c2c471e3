import { CborError, type CborErrorReason } from './cbor-error.ts';
import { MAX_CBOR_DEPTH } from './limits.ts';

/**
 * Returns the encoded items of an array that fills `bytes` exactly, without reading them: one that decodeCbor refuses does not hide the
 * others. Throws CborError for bytes that are no array, and for items of which nobody can tell where they end.
 */
export function splitCborArray(bytes: Uint8Array): readonly Uint8Array[] {
  const walk = new Walk(bytes);
  const { major, argument } = walk.head();
  if (major !== 4) fail('not-an-array', 0);
  const items: Uint8Array[] = [];
  for (let index = 0; index < argument; index++) {
    const start = walk.offset;
    walk.skipItem(1);
    items.push(bytes.subarray(start, walk.offset));
  }
  if (walk.offset !== bytes.length) fail('trailing-bytes', walk.offset);
  return items;
}

/** Steps over items by their lengths (RFC 8949 §3). */
class Walk {
  offset = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  skipItem(depth: number): void {
    if (depth > MAX_CBOR_DEPTH) fail('too-deep', this.offset);
    const { major, argument } = this.head();
    if (major === 2 || major === 3) this.#advance(argument);
    const parts = major === 4 ? argument : major === 5 ? 2 * argument : major === 6 ? 1 : 0;
    for (let part = 0; part < parts; part++) this.skipItem(depth + 1);
  }

  /** Reads a head, a whole item for numbers and simple values. */
  head(): { readonly major: number; readonly argument: number } {
    const at = this.offset;
    const initial = this.#byte();
    const information = initial & 0x1f;
    const major = initial >> 5;
    if (information < 24) return { major, argument: information };
    if (information === 31) fail('indefinite-length', at);
    if (information > 27) fail('reserved', at);
    let argument = 0;
    // A length beyond 2^53 loses its end, and is longer than any array all the same.
    for (let left = 1 << (information - 24); left > 0; left--) argument = argument * 256 + this.#byte();
    return { major, argument };
  }

  #byte(): number {
    const byte = this.#bytes[this.offset] ?? fail('truncated', this.offset);
    this.offset++;
    return byte;
  }

  #advance(length: number): void {
    if (length > this.#bytes.length - this.offset) fail('truncated', this.offset);
    this.offset += length;
  }
}

function fail(reason: CborErrorReason, offset: number): never {
  throw new CborError(reason, offset);
}
