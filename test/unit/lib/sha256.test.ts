import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src-shared/lib/sha256.ts';

describe('sha256', () => {
  // FIPS 180-4 examples: "abc" and the empty message.
  it.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('of %j is the published value', (text, expected) => {
    expect(sha256Hex(text)).toBe(expected);
  });

  it('agrees with node:crypto for every length over the block boundaries and for random texts', () => {
    const check = (text: string): void => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    };
    for (let length = 0; length < 200; length++) check('é'.repeat(length >> 1) + 'x'.repeat(length & 1));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), check), { numRuns: 300 });
  });
});
