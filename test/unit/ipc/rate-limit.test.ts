import { describe, expect, it } from 'vitest';
import { createRateLimit } from '../../../src-main/ipc/rate-limit.ts';

describe('the rate limit', () => {
  it('is counted for each sender alone', () => {
    let time = 0;
    const limit = createRateLimit(() => time, 2, 1);
    expect([limit.take(1), limit.take(1), limit.take(1), limit.take(2)]).toEqual([true, true, false, true]);
    time = 1_000;
    expect([limit.take(1), limit.take(1)]).toEqual([true, false]);
    limit.forget(1);
    expect(limit.take(1)).toBe(true);
  });
});
