import { decode as decodeWithLibrary, Decoder } from 'cbor-x/index-no-eval';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CborEncodeError } from '../../../src-main/cbor/cbor-error.ts';
import type { CborMap, CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import { canonicalItems, canonicalOrders } from '../../vectors/cbor.ts';
import { getInfoVectors } from '../../vectors/get-info.ts';

const library = new Decoder({ mapsAsObjects: false, useRecords: false });

const integers = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.maxSafeInteger(),
  fc
    .bigInt({ min: -(2n ** 64n) + 1n, max: 2n ** 64n - 1n })
    .map((value) => (value > -(2n ** 53n) && value < 2n ** 53n ? Number(value) : value)),
);
const texts = fc.string({ unit: 'binary', maxLength: 300 }).filter((text) => text.isWellFormed());
const keys = fc.oneof(integers, texts);

const values: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 7, depthSize: 'small', withCrossShrink: true },
    fc.oneof(integers, texts, fc.boolean(), fc.constant(null), fc.uint8Array({ maxLength: 300 })),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(keys, tie('value')), { maxLength: 5, selector: ([key]) => key })
      .map((pairs): CborMap => new Map(pairs)),
  ),
})).value;

function refusal(value: unknown): string {
  try {
    // The cast stands for a caller that the compiler could not stop.
    encodeCbor(value as CborValue);
    return 'accepted';
  } catch (error) {
    if (error instanceof CborEncodeError) return error.reason;
    throw error;
  }
}

describe('encodeCbor', () => {
  it.each(canonicalItems)('writes $hex', ({ hex, value }) => {
    expect(toHex(encodeCbor(value))).toBe(hex);
  });

  it.each(canonicalOrders)('sorts keys: $keys', ({ hex, keys: ordered }) => {
    const backwards = [...ordered].reverse();
    expect(toHex(encodeCbor(new Map(backwards.map((key) => [key, 0]))))).toBe(hex);
  });

  it.each([
    [2 ** 32 - 1, '1affffffff'],
    [2 ** 32, '1b0000000100000000'],
    [5n, '05'],
    [2n ** 32n, '1b0000000100000000'],
    [2n ** 64n - 1n, '1bffffffffffffffff'],
    [-(2 ** 31), '3a7fffffff'],
    [-(2 ** 31) - 1, '3a80000000'],
    [-(2 ** 32), '3affffffff'],
    [-(2 ** 32) - 1, '3b0000000100000000'],
    [-(2n ** 64n) + 1n, '3bfffffffffffffffe'],
    [-0, '00'],
    [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
  ])('writes %s as %s', (value, hex) => {
    expect(toHex(encodeCbor(value))).toBe(hex);
  });

  it.each([
    ['a fraction', 1.5, 'float'],
    ['NaN', Number.NaN, 'float'],
    ['infinity', Number.POSITIVE_INFINITY, 'float'],
    ['an integer that is not exact', 2 ** 53, 'integer-range'],
    ['2^64', 2n ** 64n, 'integer-range'],
    ['-2^64, which the library would write as a tag', -(2n ** 64n), 'integer-range'],
    ['undefined', undefined, 'undefined'],
    ['undefined in a map', new Map([[1, undefined]]), 'undefined'],
    ['a hole', Array.from({ length: 2 }), 'undefined'],
    ['a lone surrogate', 'a\ud800', 'lone-surrogate'],
    ['a lone surrogate as key', new Map([['\udc00', 1]]), 'lone-surrogate'],
    ['a plain object', { id: 1 }, 'not-plain'],
    ['a date', new Date(0), 'not-plain'],
    ['a set', new Set([1]), 'not-plain'],
    ['a regular expression', /a/, 'not-plain'],
    ['an error', new Error('secret'), 'not-plain'],
    ['an array buffer', new ArrayBuffer(2), 'not-plain'],
    ['a data view', new DataView(new ArrayBuffer(2)), 'not-plain'],
    ['a symbol', Symbol('x'), 'not-plain'],
    ['a function', () => 1, 'not-plain'],
    ['a boolean key', new Map([[true, 1]]), 'key-type'],
    ['a byte string as key', new Map([[new Uint8Array(1), 1]]), 'key-type'],
    ['1 and 1n', new Map<number | bigint, number>([[1, 1], [1n, 2]]), 'duplicate-key'], // prettier-ignore
    ['too many bytes', new Uint8Array(7606), 'too-large'],
    ['too much text', 'ä'.repeat(3803), 'too-large'],
    ['too many items', Array.from({ length: 7606 }, () => 0), 'too-large'],
  ])('refuses %s', (_, value, reason) => {
    expect(refusal(value)).toBe(reason);
  });

  it('refuses depth 9, and a cycle', () => {
    const nested = (depth: number): CborValue => (depth === 0 ? 0 : [nested(depth - 1)]);
    expect(refusal(nested(8))).toBe('accepted');
    expect(refusal(nested(9))).toBe('too-deep');
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(refusal(cycle)).toBe('too-deep');
  });

  it('says nothing of the value in its error', () => {
    expect(() => encodeCbor(new Map([['secret-key', 'secret-value\ud800']]))).toThrow(
      'cannot be written as CTAP2 CBOR: lone-surrogate',
    );
  });

  it('writes the longest message', () => {
    expect(encodeCbor(new Uint8Array(7605))).toHaveLength(7608);
    expect(encodeCbor('€'.repeat(2535))).toHaveLength(7608);
    expect(encodeCbor('a'.repeat(7605))).toHaveLength(7608);
  });

  it('returns bytes of their own and leaves none behind in the buffer of the library', () => {
    const secret = Uint8Array.from({ length: 64 }, (_, index) => 0x80 + index);
    // The workspace is the library's current buffer: seen through the next message it is all zero.
    const shared: Buffer[] = [];
    const original = Buffer.prototype.fill;
    Buffer.prototype.fill = function fill(this: Buffer, ...args: Parameters<Buffer['fill']>) {
      if (this.length > 8192) shared.push(this);
      return original.apply(this, args);
    };
    let bytes: Uint8Array;
    try {
      bytes = encodeCbor(new Map<number, CborValue>([[1, secret], [2, '\u20ac'.repeat(500)]])); // prettier-ignore
    } finally {
      Buffer.prototype.fill = original;
    }
    expect(toHex(bytes)).toContain(toHex(secret));
    expect(bytes.buffer.byteLength).toBe(bytes.length);
    expect(shared).toHaveLength(1);
    expect(shared.every((buffer) => buffer.every((byte) => byte === 0))).toBe(true);
  });

  it('writes the sampled getInfo replies byte for byte', () => {
    for (const { bytes, canonical } of getInfoVectors) {
      const written = encodeCbor(decodeCbor(bytes).value);
      expect(toHex(written) === toHex(bytes)).toBe(canonical);
    }
  });

  it('B-26 comes back equal and canonical for any value', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeCbor(value);
        const decoded = decodeCbor(bytes);
        expect(decoded.findings).toEqual([]);
        expect(decoded.value).toEqual(value);
        expect(encodeCbor(decoded.value)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it('B-26 keeps every entry of a map', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(keys, integers), { maxLength: 40, selector: ([key]) => key }), (pairs) => {
        const { value } = decodeCbor(encodeCbor(new Map(pairs)));
        if (!(value instanceof Map)) throw new Error('no map');
        expect(value.size).toBe(pairs.length);
        for (const [key, item] of pairs) expect(value.get(key)).toBe(item);
      }),
      { numRuns: 500 },
    );
  });

  it('B-25 means the same to the library as to us', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = encodeCbor(value);
        expect(comparable(decodeCbor(bytes).value)).toEqual(comparable(library.decode(bytes)));
      }),
      { numRuns: 1000 },
    );
  });

  it('B-25 the library would take what we refuse', () => {
    // Shows why the reader is our own, and that the comparison above compares something.
    expect(decodeWithLibrary(fromHex('c11a5f5e1000'))).toBeInstanceOf(Date);
    expect(library.decode(fromHex('a201000101'))).toEqual(new Map([[1, 1]]));
  });
});

/** Converts numbers to bigints, so that those of one value are equal: the two readers switch at slightly different limits. */
function comparable(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  if (value instanceof Uint8Array) return { hex: toHex(value) };
  if (Array.isArray(value)) return value.map(comparable);
  if (value instanceof Map) {
    return Array.from(value, ([key, item]: [unknown, unknown]) => [comparable(key), comparable(item)]);
  }
  return value;
}
