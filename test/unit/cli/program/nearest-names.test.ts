import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../../../src-cli/program/nearest-names.ts';

const names = ['keys', 'info', 'passkeys', 'pin', 'scan', 'import', 'import-csv', 'coverage', 'report'];

describe('nearestNames', () => {
  it.each([
    ['a letter more', 'keyss', ['keys']],
    ['a letter less', 'covrage', ['coverage']],
    ['another letter', 'infa', ['info']],
    ['two letters swapped', 'sacn', ['scan']],
    ['capitals', 'Report', ['report']],
    ['the nearest of two', 'importt', ['import']],
    ['another word', 'wallet', []],
    ['a short word that shares one letter', 'no', []],
  ])('%s', (_, typed, expected) => {
    expect(nearestNames(typed, names)).toEqual(expected);
  });

  it('names all that are equally near, each once', () => {
    expect(nearestNames('ab', ['abc', 'abd', 'abc'])).toEqual(['abc', 'abd']);
    expect(nearestNames('', [])).toEqual([]);
  });
});
