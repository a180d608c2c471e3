import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { filterReport } from '../../../src-shared/coverage/filter-report.ts';
import { accountsOf, inputOf, keyOf, readOf } from './coverage-fixtures.ts';

const report = analyseCoverage(
  inputOf({
    keys: [keyOf('hana', { owner: 'Hana' }), keyOf('spare', { owner: 'hana ' }), keyOf('mika', { owner: 'Mika' })],
    enrolments: [
      readOf('hana', 'a.example', 'both'),
      readOf('spare', 'a.example', 'both'),
      readOf('hana', 'b.example', 'one'),
      readOf('mika', 'c.example', 'other'),
    ],
  }),
);
const users = (filtered: typeof report) => accountsOf(filtered).map(({ userName }) => userName);

describe('filterReport', () => {
  it('leaves everything as it is where nothing is asked for', () => {
    expect(filterReport(report, { owner: null, gapsOnly: false })).toEqual(report);
  });

  it('keeps the keys of one person, whatever the letters, their accounts, and counts those', () => {
    const filtered = filterReport(report, { owner: 'HANA', gapsOnly: false });
    expect(filtered.keys.map(({ keyId }) => keyId)).toEqual(['hana', 'spare']);
    expect(new Set(users(filtered))).toEqual(new Set(['both', 'one']));
    expect(filtered.totals.accounts).toBe(2);
    expect(report.totals.accounts).toBe(3);
  });

  it('keeps accounts that lack something, and counts all of them still', () => {
    const filtered = filterReport(report, { owner: 'hana', gapsOnly: true });
    expect(users(filtered)).toEqual(['one']);
    expect(filtered.services.every(({ accounts }) => accounts.length > 0)).toBe(true);
    expect(filtered.totals.accounts).toBe(2);
  });

  it('has nothing of a person who has no key', () => {
    const filtered = filterReport(report, { owner: 'nobody', gapsOnly: false });
    expect([filtered.keys, filtered.services, filtered.totals.accounts]).toEqual([[], [], 0]);
  });
});
