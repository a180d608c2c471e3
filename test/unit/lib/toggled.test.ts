import { expect, it } from 'vitest';
import { toggled } from '../../../src-shared/lib/toggled.ts';

it('adds or removes ids and leaves the set before as it was', () => {
  const before = new Set(['a', 'b']);
  expect([...toggled(before, ['b', 'c'], true)]).toEqual(['a', 'b', 'c']);
  expect([...toggled(before, ['b', 'c'], false)]).toEqual(['a']);
  expect([...before]).toEqual(['a', 'b']);
});
