import { describe, expect, it } from 'vitest';
import { createKeyColours, keyColours } from '../../../src-shared/lib/key-colour.ts';

describe('the colour of a key', () => {
  it('the first six have different ones, whatever the order of the list; an unknown key has none', () => {
    const keys = Array.from({ length: 7 }, (_, index) => ({ id: `k${index}`, firstSeen: `2026-01-0${7 - index}` }));
    const colours = keys.map(({ id }) => createKeyColours(keys)(id));
    expect(new Set(colours).size).toBe(keyColours.length);
    expect(keys.map(({ id }) => createKeyColours(keys.toReversed())(id))).toEqual(colours);
    expect(createKeyColours(keys)('else')).toBe('none');
    expect(createKeyColours(keys)(null)).toBe('none');
  });
});
