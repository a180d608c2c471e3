import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passState, passStepBetween } from '../../../src-shared/plans/access-pass.ts';

const start = Date.parse('2026-11-22T10:00:00.000Z');
const minute = 60_000;
const pass = { validFrom: new Date(start).toISOString(), validUntil: new Date(start + 60 * minute).toISOString() };

describe('a Temporary Access Pass', () => {
  it.each([
    ['before it begins', -minute, 'not-yet', minute],
    ['as it begins', 0, 'active', 60 * minute],
    ['in its last millisecond', 60 * minute - 1, 'active', 1],
    ['at its end', 60 * minute, 'over', 0],
    ['long after', 1e6 * minute, 'over', 0],
  ])('%s', (_words, after, phase, remainingMs) => {
    expect(passState(pass, start + after)).toEqual({ phase, remainingMs });
  });

  it('without a start it runs already; without an end there is nothing to count', () => {
    expect(passState({ ...pass, validFrom: null }, start - minute).phase).toBe('active');
    expect(passState({ ...pass, validUntil: null }, start).phase).toBe('none');
  });

  it('is read out at ten, five and one minute and at the end, each once', () => {
    const said: unknown[] = [];
    let before = passState(pass, start - 2_000);
    for (let now = start; now <= start + 61 * minute; now += 1_000) {
      const after = passState(pass, now);
      const step = passStepBetween(before, after);
      if (step !== null) said.push([step, (start + 60 * minute - now) / minute]);
      before = after;
    }
    expect(said).toEqual([
      [10, 10],
      [5, 5],
      [1, 1],
      ['over', 0],
    ]);
  });

  it('after sleep says only what is still true', () => {
    const at = (left: number) => passState(pass, start + (60 - left) * minute);
    expect(passStepBetween(at(30), at(0.5))).toBe(1);
    expect(passStepBetween(at(30), at(7))).toBe(10);
    expect(passStepBetween(at(30), at(-5))).toBe('over');
    expect(passStepBetween(at(-5), at(-6))).toBeNull();
    // A clock that is set back says nothing again.
    expect(passStepBetween(at(4), at(20))).toBeNull();
  });

  it('whatever the clock does, the time left is never negative and never more than until the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (offset) => {
        const { remainingMs } = passState(pass, start + offset);
        expect(remainingMs).toBeGreaterThanOrEqual(0);
        expect(remainingMs).toBeLessThanOrEqual(Math.max(60 * minute, -offset));
      }),
    );
  });
});
