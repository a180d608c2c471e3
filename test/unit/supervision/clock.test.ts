import { describe, expect, it } from 'vitest';
import { atMost } from '../../../src-main/supervision/clock.ts';

describe('atMost', () => {
  it('a page is not reloaded for ever', () => {
    let time = 0;
    const may = atMost(2, 1_000, () => time);
    expect([may(), may(), may()]).toEqual([true, true, false]);
    time = 1_000;
    expect(may()).toBe(true);
  });
});
