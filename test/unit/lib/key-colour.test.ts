import { describe, expect, it } from 'vitest';
import { createKeyColours, keyColours } from '../../../src-shared/lib/key-colour.ts';

describe('the colour of a key', () => {
  it('the first six have different ones, whatever the order of the list; an unknown key has none', () => {
    const keys = Array.from({ length: 7 }, (_, index) => ({
      id: `k${index}`,
      firstSeen: `2026-01-0${7 - index}`,
      colour: null,
    }));
    const colours = keys.map(({ id }) => createKeyColours(keys)(id));
    expect(new Set(colours).size).toBe(keyColours.length);
    expect(keys.map(({ id }) => createKeyColours(keys.toReversed())(id))).toEqual(colours);
    expect(createKeyColours(keys)('else')).toBe('none');
    expect(createKeyColours(keys)(null)).toBe('none');
  });

  it('is the chosen one; those of the other keys stay', () => {
    const key = { firstSeen: '2026-01-01', colour: null };
    const before = createKeyColours(['a', 'b', 'c'].map((id) => ({ ...key, id })));
    const after = createKeyColours(['a', 'b', 'c'].map((id) => ({ ...key, id, colour: id === 'b' ? 'rose' : null })));
    expect(['a', 'b', 'c'].map(after)).toEqual([before('a'), 'rose', before('c')]);
  });
});
