import { expect, it } from 'vitest';
import { keepOnly } from '../../../src-shared/lib/keep-only.ts';

it('removes what stands under other keys, of a map and of a set', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  const set = new Set(['a', 'd']);
  for (const known of [map, set]) keepOnly(known, new Set(['b', 'd', 'e']));
  expect([[...map], [...set]]).toEqual([[['b', 2]], ['d']]);
});
