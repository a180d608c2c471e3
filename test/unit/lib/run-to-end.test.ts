import { expect, it } from 'vitest';
import { runToEnd } from '../../../src-shared/lib/run-to-end.ts';

it('takes every step and returns the result', () => {
  const steps: number[] = [];
  function* work(): Generator<undefined, string, void> {
    for (let step = 1; step <= 3; step += 1) {
      steps.push(step);
      yield;
    }
    return 'done';
  }
  expect(runToEnd(work())).toBe('done');
  expect(steps).toEqual([1, 2, 3]);
});
