import { describe, expect, it } from 'vitest';
import { importCycles } from '../../../scripts/lib/import-cycles.mjs';

/** @param {Readonly<Record<string, readonly string[]>>} files */
const cyclesOf = (files) => importCycles(new Map(Object.entries(files)));

describe('cycles of imports', () => {
  it('are none where everything points down, however often', () => {
    expect(cyclesOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  });

  it('are found with two files, with three, and with one that imports itself', () => {
    expect(cyclesOf({ b: ['a'], a: ['b'] })).toEqual([['a', 'b']]);
    expect(cyclesOf({ a: ['b'], b: ['c'], c: ['a', 'd'], d: [] })).toEqual([['a', 'b', 'c']]);
    expect(cyclesOf({ a: ['a'] })).toEqual([['a']]);
  });

  it('are told once for each group, the shortest way around', () => {
    const files = { a: ['b', 'x'], b: ['c'], c: ['d'], d: ['a'], x: ['a'], m: ['n'], n: ['m'], alone: ['a', 'm'] };
    expect(cyclesOf(files)).toEqual([
      ['a', 'x'],
      ['m', 'n'],
    ]);
  });

  it('leave out what is not among the files', () => {
    expect(cyclesOf({ a: ['elsewhere', 'b'], b: [] })).toEqual([]);
  });
});
