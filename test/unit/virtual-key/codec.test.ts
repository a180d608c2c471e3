import { Decoder } from 'cbor-x';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCbor, readCborMap } from '../../../src-virtual-key/codec/cbor-reader.ts';
import { CborSyntaxError, type CborValue } from '../../../src-virtual-key/codec/cbor-types.ts';
import { writeCbor } from '../../../src-virtual-key/codec/cbor-writer.ts';
import { hex, unhex } from '../../helpers/raw-ctap-client.ts';

describe('CBOR of the virtual key', () => {
  it.each(['a0', '00', '17', '1818', '20', '37', '3818', '1903e8', '1a000186a0', 'f4', 'f5', '1b0001a40c4afd9a19'])(
    'reads and writes %s unchanged',
    (text) => {
      expect(hex(writeCbor(readCbor(unhex(text))))).toBe(text);
    },
  );

  it.each([
    ['1817', 'not shortest'],
    ['190018', 'not shortest'],
    ['1a00000100', 'not shortest'],
    ['1b00000000ffffffff', 'not shortest'],
    ['a202000100', 'order'],
    ['a201000100', 'duplicate key'],
    ['bf0100ff', 'indefinite map'],
    ['7f6161ff', 'indefinite text'],
    ['c000', 'tag'],
    ['a000', 'trailing byte'],
    ['a101', 'truncated'],
    ['8181818180', 'too deep'],
    ['a101a101a101a101a0', 'too deep'],
    ['f90000', 'float'],
    ['f7', 'undefined'],
    ['62c328', 'invalid UTF-8'],
    ['61', 'truncated text'],
    ['9b7fffffffffffffff', 'huge list'],
    ['a1f400', 'key that is neither integer nor text'],
    ['', 'empty'],
  ])('refuses %s (%s)', (text) => {
    expect(() => readCbor(unhex(text))).toThrow(CborSyntaxError);
  });

  it('keeps the bytes of each member of a map', () => {
    const { map, raw } = readCborMap(unhex('a2016161022102'.slice(0, 12)));
    expect([...map]).toEqual([
      [1, 'a'],
      [2, -2],
    ]);
    expect([...raw].map(([key, value]) => [key, hex(value)])).toEqual([
      [1, '6161'],
      [2, '21'],
    ]);
  });

  it('sorts keys: lower major type, shorter, bytewise', () => {
    const map = new Map<number | string, CborValue>();
    for (const key of ['displayName', -2, 'id', 300, 'name', -1, 24, 1, 'type']) map.set(key, 0);
    const decoded = readCborMap(writeCbor(map)).map;
    expect([...decoded.keys()]).toEqual([1, 24, 300, -1, -2, 'id', 'name', 'type', 'displayName']);
  });

  it('writes what another library reads as the same value, and reads its own writing', () => {
    const other = new Decoder({ mapsAsObjects: false, useRecords: false });
    const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.uint8Array({ maxLength: 300 }));
    const list = fc.array(leaf, { maxLength: 30 });
    const map = fc.array(fc.tuple(fc.oneof(fc.integer(), fc.string()), fc.oneof(leaf, list)), { maxLength: 30 });
    fc.assert(
      fc.property(map, (entries) => {
        const value = new Map<number | string, CborValue>(entries);
        const bytes = writeCbor(value);
        expect(plain(readCbor(bytes))).toEqual(plain(value));
        expect(plain(other.decode(bytes))).toEqual(plain(value));
      }),
      { numRuns: 300 },
    );
  });

  it('never fails in another way than by CborSyntaxError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const failure = failureOf(() => readCbor(bytes));
        expect(failure === null || failure instanceof CborSyntaxError, String(failure)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

function failureOf(run: () => unknown): unknown {
  try {
    run();
    return null;
  } catch (error) {
    return error;
  }
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: hex(value) };
  if (value instanceof Map) {
    return new Map(
      [...value]
        .map(([key, item]): [unknown, unknown] => [key, plain(item)])
        .sort(([a], [b]) => (`${typeof a}${String(a)}` < `${typeof b}${String(b)}` ? -1 : 1)),
    );
  }
  if (Array.isArray(value)) return value.map(plain);
  // JavaScript's −0 has no CBOR integer of its own.
  return value === 0 ? 0 : value;
}
