import { describe, expect, it } from 'vitest';
import { areTriesFew, areTriesFull } from '../../../src-shared/lib/pin-tries.ts';

describe('11.10 few tries', () => {
  it.each([
    [8, null, false],
    [4, null, false],
    [4, 8, false],
    [3, null, true],
    [3, 8, true],
    [3, 4, true],
    [3, 3, false],
    [2, 3, true],
    [2, 2, false],
    [1, 3, true],
    [1, 1, true],
    [0, 3, true],
    [null, null, false],
    [null, 3, false],
  ])('%s of %s: %s', (retriesLeft, retriesInAll, few) => {
    expect(areTriesFew({ retriesLeft, retriesInAll })).toBe(few);
  });

  it.each([
    [8, null, true],
    [7, null, false],
    [3, 3, true],
    [2, 3, false],
    [255, null, true],
    [null, null, true],
  ])('%s of %s are all: %s', (retriesLeft, retriesInAll, full) => {
    expect(areTriesFull({ retriesLeft, retriesInAll })).toBe(full);
  });
});
