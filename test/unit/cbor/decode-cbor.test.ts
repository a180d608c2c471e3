import { describe, expect, it } from 'vitest';
import { cpuTime } from '../../helpers/cpu-time.ts';
import { CborError, type CborErrorReason } from '../../../src-main/cbor/cbor-error.ts';
import type { CborValue, DecodedCbor } from '../../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../../src-main/cbor/decode-cbor.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import { concatBytes, equalBytes } from '../../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import { canonicalItems, canonicalOrders, notCanonical } from '../../vectors/cbor.ts';
import { oddCutDisplayName, responseVectors } from '../../vectors/credential-management.ts';
import { type ExpectedMember, getInfoVectors } from '../../vectors/get-info.ts';

const goldens = [...getInfoVectors, ...responseVectors];

function decode(hex: string): DecodedCbor {
  return decodeCbor(fromHex(hex));
}

function refusal(bytes: Uint8Array | string): CborErrorReason | 'accepted' {
  try {
    decodeCbor(typeof bytes === 'string' ? fromHex(bytes) : bytes);
    return 'accepted';
  } catch (error) {
    if (error instanceof CborError) return error.reason;
    throw error;
  }
}

/** Converts a decoded value into the shape in which the vectors are written. */
function plain(value: CborValue): unknown {
  if (value instanceof Uint8Array) return { hex: toHex(value) };
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, item]) => [String(key), plain(item)]));
  return value;
}

function asMap(value: CborValue): ReadonlyMap<number | bigint | string, CborValue> {
  if (!(value instanceof Map)) throw new Error('no map');
  return value;
}

describe('decodeCbor on samples', () => {
  it.each(getInfoVectors)('reads getInfo of $name as another decoder does', ({ bytes, members, canonical }) => {
    const { value, findings, brokenTexts } = decodeCbor(bytes);
    const expected: Record<string, ExpectedMember> = { ...members };
    expect(plain(value)).toEqual(expected);
    expect(findings.every((finding) => finding.kind === 'key-order')).toBe(true);
    expect(findings.length === 0).toBe(canonical);
    expect(brokenTexts.size).toBe(0);
  });

  it.each(responseVectors)('reads $name', ({ bytes }) => {
    const { value, findings } = decodeCbor(bytes);
    expect(value).toBeInstanceOf(Map);
    const isCut = equalBytes(bytes, oddCutDisplayName.bytes);
    expect(findings.length).toBe(isCut ? 1 : 0);
    expect(equalBytes(encodeCbor(value), bytes)).toBe(!isCut);
  });

  it.each(canonicalItems)('reads $hex', ({ hex, value }) => {
    expect(decode(hex)).toEqual({ value, findings: [], brokenTexts: new Map() });
  });

  it.each(canonicalOrders)('finds $keys in canonical order', ({ hex, keys }) => {
    const { value, findings } = decode(hex);
    expect(Array.from(asMap(value).keys())).toEqual(keys);
    expect(findings).toEqual([]);
  });

  it.each(notCanonical)('B-08 B-09 B-10 B-11 B-12 B-17: $name ($hex) → $verdict', ({ hex, verdict }) => {
    const reason = refusal(hex);
    const found = reason === 'accepted' ? decode(hex).findings.map((finding) => finding.kind) : [reason];
    expect(found).toEqual(verdict === 'accepted' ? [] : [verdict]);
  });
});

describe('truncation and bit flips', () => {
  it('B-01 refuses every proper prefix of every golden reply', () => {
    let count = 0;
    for (const { bytes, name } of goldens) {
      for (let length = 0; length < bytes.length; length++) {
        count++;
        expect(refusal(bytes.subarray(0, length)), `${name}, ${length} bytes`).toBe('truncated');
      }
    }
    expect(count).toBeGreaterThan(7000);
  });

  it('B-02 every one-bit flip of every golden reply is refused or read as something valid', () => {
    let accepted = 0;
    let refused = 0;
    for (const { bytes } of goldens) {
      const flipped = bytes.slice();
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const index = bit >> 3;
        const original = bytes[index] ?? 0;
        flipped[index] = original ^ (1 << (bit & 7));
        if (refusal(flipped) === 'accepted') {
          accepted++;
          const { value, findings } = decodeCbor(flipped);
          if (findings.length === 0 && !equalBytes(encodeCbor(value), flipped)) throw new Error(toHex(flipped));
        } else {
          refused++;
        }
        flipped[index] = original;
      }
    }
    expect(accepted).toBeGreaterThan(10_000);
    expect(refused).toBeGreaterThan(10_000);
  }, 30_000);
});

describe('sizes', () => {
  it.each([
    ['B-03 a byte string of 4 GiB', '5affffffff01'],
    ['B-03 a text of 4 GiB', '7affffffff01'],
    ['B-03 a byte string of 2^63', '5b800000000000000001'],
    ['B-04 an array of 2^32-1', '9affffffff'],
    ['B-04 a map of 2^32-1', 'baffffffff'],
    ['B-04 an array of 2^63', '9b8000000000000000'],
    ['B-04 a map of 2^63', 'bb8000000000000000'],
    ['B-04 an array one longer than what is left', '85010203'],
    ['B-04 a map that has room for half of its entries', 'a401020304'],
  ])('%s is refused at once', (_, hex) => {
    const spent = cpuTime(() => {
      for (let round = 0; round < 100; round++) expect(refusal(hex)).toBe('truncated');
    });
    expect(spent).toBeLessThan(100);
    // At the head that declares the size, not where the bytes end.
    expect(() => decode(hex)).toThrow(expect.objectContaining({ offset: 0 }));
  });

  it('B-05 7,608 nested arrays are refused by depth, not by the stack', () => {
    const bytes = new Uint8Array(7608).fill(0x81);
    bytes[7607] = 0;
    expect(refusal(bytes)).toBe('too-deep');
    expect(refusal(new Uint8Array(7608).fill(0xa1))).toBe('key-type');
    expect(refusal(fromHex('a100'.repeat(1902)))).toBe('too-deep');
  });

  it.each([
    [4, 'accepted'],
    [8, 'accepted'],
    [9, 'too-deep'],
  ])('B-06 depth %i: %s', (depth, verdict) => {
    expect(refusal(`${'81'.repeat(depth)}00`)).toBe(verdict);
    expect(refusal(`${'a100'.repeat(depth)}00`)).toBe(verdict);
    expect(refusal(`${'81'.repeat(depth - 1)}80`)).toBe(verdict);
  });

  it('takes 7,608 bytes and no more', () => {
    const longest = concatBytes(fromHex('591db5'), new Uint8Array(7605));
    expect(refusal(longest)).toBe('accepted');
    expect(refusal(concatBytes(fromHex('591db6'), new Uint8Array(7606)))).toBe('too-large');
  });

  it('B-24 reads a map of 1,800 pairs in less than 20 ms', () => {
    const bytes = encodeCbor(new Map(Array.from({ length: 1800 }, (_, index) => [index, 0])));
    expect(bytes.length).toBeLessThan(7609);
    decodeCbor(bytes);
    const times = Array.from({ length: 5 }, () => cpuTime(() => decodeCbor(bytes)));
    expect(Math.min(...times)).toBeLessThan(20);
  });
});

describe('forms', () => {
  it.each([
    ['B-07 duplicate integer key', 'a201000100', 'duplicate-key'],
    ['B-07 duplicate negative key', 'a220002000', 'duplicate-key'],
    ['B-07 duplicate text key', 'a2626964006269640f', 'duplicate-key'],
    ['B-07 duplicate key in another length', 'a20100180100', 'duplicate-key'],
    ['B-07 duplicate key of 64 bits', 'a21bffffffffffffffff001bffffffffffffffff00', 'duplicate-key'],
    ['B-10 indefinite byte string', '5f4100ff', 'indefinite-length'],
    ['B-10 indefinite array', '9f00ff', 'indefinite-length'],
    ['B-10 lone break', 'ff', 'indefinite-length'],
    ['B-10 break inside an array', '81ff', 'indefinite-length'],
    ['B-11 tag 0', 'c07818323032302d30312d30315430303a30303a30302e3030305a', 'tag'],
    ['B-11 tag 1', 'c100', 'tag'],
    ['B-11 tag 2', 'c24101', 'tag'],
    ['B-11 tag 24', 'd8184100', 'tag'],
    ['B-11 tag 27 (RegExp)', 'd81b8266526567457870612e', 'tag'],
    ['B-11 tag 28', 'd81c80', 'tag'],
    ['B-11 tag 29', 'd81d00', 'tag'],
    ['B-11 tag 258', 'd9010280', 'tag'],
    ['B-11 tag 0xd9dff9', 'd9dff9820000', 'tag'],
    ['B-11 tag inside a map', 'a101c000', 'tag'],
    ['B-12 half float', 'f97e00', 'float'],
    ['B-12 single float', 'fa7fc00000', 'float'],
    ['B-12 double float', 'fb7ff8000000000000', 'float'],
    ['B-12 simple value 0', 'e0', 'simple-value'],
    ['B-12 simple value 19', 'f3', 'simple-value'],
    ['B-12 simple value 32', 'f820', 'simple-value'],
    ['B-12 simple value 28, reserved', 'fc', 'reserved'],
    ['reserved length 28', '1c', 'reserved'],
    ['reserved length 30 of an array', '9e', 'reserved'],
    ['indefinite integer', '1f', 'reserved'],
    ['B-13 broken UTF-8 in a key', 'a161c300', 'broken-utf8-key'],
    ['B-13 overlong UTF-8 in a key', 'a162c08000', 'broken-utf8-key'],
    ['B-17 trailing byte', '0000', 'trailing-bytes'],
    ['B-17 trailing map', 'a0a0', 'trailing-bytes'],
    ['B-18 byte string as key', 'a1410000', 'key-type'],
    ['B-18 array as key', 'a18000', 'key-type'],
    ['B-18 map as key', 'a1a000', 'key-type'],
    ['B-18 boolean as key', 'a1f500', 'key-type'],
    ['B-18 null as key', 'a1f600', 'key-type'],
    ['nothing at all', '', 'truncated'],
  ])('%s (%s) → %s', (_, hex, reason) => {
    expect(refusal(hex)).toBe(reason);
  });

  it('names the byte where it stopped', () => {
    expect(() => decode('a201001818')).toThrow(expect.objectContaining({ reason: 'truncated', offset: 5 }));
    expect(() => decode('a10181c000')).toThrow(expect.objectContaining({ reason: 'tag', offset: 3 }));
    expect(() => decode('a20100f500')).toThrow(expect.objectContaining({ reason: 'key-type', offset: 3 }));
  });

  it('B-08 accepts unsorted keys with a finding for each, also across types', () => {
    expect(decode('a3626964006161000100').findings).toEqual([
      { kind: 'key-order', offset: 5 },
      { kind: 'key-order', offset: 8 },
    ]);
    expect(decode('a220000100').findings).toEqual([{ kind: 'key-order', offset: 3 }]);
    expect(decode('a262626200626161f6').findings).toEqual([{ kind: 'key-order', offset: 5 }]);
  });

  it.each([
    '1817',
    '190018',
    '1900ff',
    '1a0000ffff',
    '1b00000000ffffffff',
    '3817',
    '5801aa',
    '780161',
    '980100',
    'b8010000',
  ])('B-09 accepts %s with a finding', (hex) => {
    expect(decode(hex).findings).toEqual([{ kind: 'non-shortest-integer', offset: 0 }]);
  });

  it.each(['1818', '190100', '1a00010000', '1b0000000100000000', '3818', '390100'])(
    'B-09 finds nothing in %s',
    (hex) => {
      expect(decode(hex).findings).toEqual([]);
    },
  );

  it('B-12 reads null as null, undefined as absent with a finding, never as false', () => {
    expect(decode('a101f6')).toMatchObject({ value: new Map([[1, null]]), findings: [] });
    const { value, findings } = decode('a101f7');
    expect(asMap(value).get(1)).toBeUndefined();
    expect(asMap(value).has(1)).toBe(true);
    expect(findings).toEqual([{ kind: 'undefined-value', offset: 2 }]);
  });

  it('B-14 shows a text that was cut inside a character and keeps its bytes', () => {
    const { value, findings, brokenTexts } = decodeCbor(oddCutDisplayName.bytes);
    const user = asMap(asMap(value).get(6));
    expect(user.get('displayName')).toBe('Zo\ufffd');
    const [finding] = findings;
    expect(finding?.kind).toBe('broken-utf8');
    expect(brokenTexts.get(finding?.offset ?? -1)).toEqual(fromHex('5a6fc3'));
    expect(oddCutDisplayName.bytes[finding?.offset ?? -1]).toBe(0x63);
  });

  it('B-14 keeps a byte order mark and U+0000: nothing is stripped', () => {
    expect(decode('63efbbbf').value).toBe('\ufeff');
    expect(decode('6100').value).toBe('\u0000');
    expect(decode('a2626964000165efbbbf696400'.replace('0165efbbbf6964', '65efbbbf6964')).value).toEqual(
      new Map([
        ['id', 0],
        ['\ufeffid', 0],
      ]),
    );
  });

  it('B-15 keeps __proto__, constructor and toString as mere keys', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const keys = ['toString', '__proto__', 'constructor'];
    const { value } = decodeCbor(encodeCbor(new Map(keys.map((key) => [key, new Map([['polluted', true]])]))));
    expect(Array.from(asMap(value).keys())).toEqual(keys);
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it.each([
    ['1b001fffffffffffff', 2 ** 53 - 1],
    ['1b0020000000000000', 2n ** 53n],
    ['1bffffffffffffffff', 2n ** 64n - 1n],
    ['3b001ffffffffffffe', -(2 ** 53 - 1)],
    ['3b001fffffffffffff', -(2n ** 53n)],
    ['3bffffffffffffffff', -(2n ** 64n)],
  ])('B-16 reads %s exactly', (hex, value) => {
    expect(decode(hex).value).toBe(value);
  });

  it('B-16 reads the 64-bit values of member 15 that some keys have', () => {
    expect(decode('a1151b0001a410f2b4b1b1').value).toEqual(new Map([[0x15, 0x0001a410f2b4b1b1]]));
  });

  it('B-21 returns arrays, integers and texts at the top as they are; the caller asks for a map', () => {
    expect(decode('80').value).toEqual([]);
    expect(decode('01').value).toBe(1);
    expect(decode('6161').value).toBe('a');
  });

  it('B-22 never confuses the text "1" with the number 1', () => {
    const { value } = decode('a2010061310f');
    expect(asMap(value).get(1)).toBe(0);
    expect(asMap(value).get('1')).toBe(15);
  });

  it('B-23 returns 7,500 bytes of text with control characters unchanged (display belongs to the window)', () => {
    const text = '\u0000\n\u001b\u202e\u2066\u200b' + 'a\u0301'.repeat(2000);
    expect(decodeCbor(encodeCbor(text)).value).toBe(text);
  });

  it('returns copies of byte strings', () => {
    const input = fromHex('43010203');
    const { value } = decodeCbor(input);
    input.fill(0);
    expect(value).toEqual(Uint8Array.of(1, 2, 3));
    expect(value instanceof Uint8Array && value.buffer.byteLength).toBe(3);
  });

  it('reads from a view into a larger buffer', () => {
    expect(decodeCbor(fromHex('ffa1011903e8ff').subarray(1, 6)).value).toEqual(new Map([[1, 1000]]));
  });
});
