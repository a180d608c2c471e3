import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { sha256 } from '../../../src-shared/lib/sha256.ts';

describe('sha256', () => {
  // FIPS 180-4 examples: "abc" and the empty message.
  it.each([
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ])('of %j is the published value', (text, expected) => {
    expect(toHex(sha256(new TextEncoder().encode(text)))).toBe(expected);
  });

  it('agrees with node:crypto for every length over the block boundaries and for random messages', () => {
    const check = (bytes: Uint8Array): void => {
      expect(toHex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    };
    for (let length = 0; length < 200; length++) check(new Uint8Array(length).fill(length));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), check), { numRuns: 300 });
  });
});
