import { describe, expect, it } from 'vitest';
import { splitCborArray } from '../../../src-main/cbor/split-cbor-array.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';

const split = (hex: string): readonly string[] => splitCborArray(fromHex(hex)).map((item) => toHex(item));

describe('items of an array, each as it is encoded', () => {
  it.each([
    ['nothing', '80', []],
    [
      'numbers of every length',
      '850018ff19ffff1affffffff1bffffffffffffffff',
      ['00', '18ff', '19ffff', '1affffffff', '1bffffffffffffffff'],
    ],
    ['strings, also of a length in more bytes than it needs', '8241ff780161', ['41ff', '780161']],
    ['containers in containers', '82a1018201820203a0', ['a1018201820203', 'a0']],
    [
      'tags, floats and simple values, which are read nowhere else',
      '85c11a514b67b0f93c00fb3ff199999999999af5f7',
      ['c11a514b67b0', 'f93c00', 'fb3ff199999999999a', 'f5', 'f7'],
    ],
    ['a count in two bytes', '98020102', ['01', '02']],
  ])('%s', (_name, hex, items) => {
    expect(split(hex)).toEqual(items);
  });

  it.each([
    ['no array', 'a0', 'not-an-array'],
    ['nothing at all', '', 'truncated'],
    ['fewer items than counted', '8201', 'truncated'],
    ['a string that goes beyond the end', '8144ff', 'truncated'],
    ['a length beyond every array', '815bffffffffffffffff', 'truncated'],
    ['a count beyond every array', '9bffffffffffffffff', 'truncated'],
    ['bytes behind the last item', '810102', 'trailing-bytes'],
    ['an array without a length', '9f01ff', 'indefinite-length'],
    ['a string without a length', '815f4101ff', 'indefinite-length'],
    ['a head that has no meaning', '811c', 'reserved'],
    ['containers without end', '81'.repeat(40), 'too-deep'],
  ])('refuses %s', (_name, hex, reason) => {
    expect(() => split(hex)).toThrow(expect.objectContaining({ name: 'CborError', reason }));
  });
});
