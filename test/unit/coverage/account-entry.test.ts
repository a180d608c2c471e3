import { expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import { inputOf, keyOf, readOf } from './coverage-fixtures.ts';

it('lists each account with its own service', () => {
  const enrolments = [
    readOf('a', 'one.example', 'ana'),
    readOf('a', 'two.example', 'ana'),
    readOf('a', 'two.example', 'ben'),
  ];
  const entries = entriesOf(analyseCoverage(inputOf({ keys: [keyOf('a')], enrolments })));
  expect(entries).toHaveLength(3);
  expect(entries.map(({ service }) => service.accounts.length).toSorted((left, right) => left - right)).toEqual([
    1, 2, 2,
  ]);
  expect(entries.every(({ service, account }) => service.accounts.includes(account))).toBe(true);
});
