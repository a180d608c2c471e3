import { describe, expect, it } from 'vitest';
import { collectAccounts } from '../../../src-shared/coverage/collect-accounts.ts';
import type { CollectedAccount } from '../../../src-shared/coverage/collected-accounts.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { createServiceFinder } from '../../../src-shared/coverage/group-services.ts';
import { sortRecords } from '../../../src-shared/coverage/sort-records.ts';
import { inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from './coverage-fixtures.ts';

const services = [
  serviceOf('github', ['github.com']),
  serviceOf('borrower', ['github.com'], { sharesCredentialWith: 'github' }),
];
const collect = (some: Partial<CoverageInput>): CollectedAccount[] => {
  const input = inputOf({ services, keys: [keyOf('a'), keyOf('b')], ...some });
  const { groups } = sortRecords(input, createServiceFinder(input.services, input.siteOf, input.enrolments));
  return [...groups.values()].flatMap((group) => collectAccounts(group).accounts);
};
const ids = (some: Partial<CoverageInput>) => collect(some).map((account) => account.accountId);

describe('collectAccounts', () => {
  const mori = readOf('a', 'github.com', 'mori');

  it('ignores enrolments of keys that are not there, and what names no service at all', () => {
    const nowhere = manualOf('a', 'github', 'x', { serviceId: null });
    const way = wayOf('github', 'x', { serviceId: null });
    expect(ids({ enrolments: [readOf('gone', 'github.com', 'x'), nowhere], otherWaysIn: [way] })).toEqual([]);
  });

  it('finds the account of an enrolment recorded by hand or another way in by user handle before its name', () => {
    const handle = { userId: mori.userId, userName: 'another name' };
    const accounts = collect({
      keys: [keyOf('a'), keyOf('b')],
      enrolments: [mori, manualOf('b', 'github', 'x', handle)],
      otherWaysIn: [wayOf('github', 'x', handle)],
    });
    expect(accounts).toHaveLength(1);
    expect(accounts[0]?.enrolments.length).toBe(2);
    expect(accounts[0]?.otherWaysIn.length).toBe(1);
  });

  it('makes an account for a user handle that no key is known to open', () => {
    const way = wayOf('github', null, { userId: 'abcd' });
    expect(ids({ otherWaysIn: [way] })).toEqual(['github|user:abcd']);
  });

  it('a way in without an account belongs to the only account, or makes one without a name; of two it belongs to neither', () => {
    const way = wayOf('github', null);
    const waysOf = (enrolments: CoverageInput['enrolments'], otherWaysIn: CoverageInput['otherWaysIn']) =>
      collect({ keys: [keyOf('a')], enrolments, otherWaysIn }).map((account) => account.otherWaysIn.length);
    const both = [mori, readOf('a', 'github.com', 'sato')];
    expect(waysOf([mori], [way])).toEqual([1]);
    expect(waysOf(both, [way])).toEqual([0, 0]);
    // A help desk may be for everybody.
    expect(waysOf(both, [{ ...way, kind: 'helpdesk' }])).toEqual([1, 1]);
    const [attached] = collect({ keys: [keyOf('a')], enrolments: [mori] });
    expect(waysOf(both, [{ ...way, accountId: attached?.accountId ?? '' }])).toEqual([1, 0]);
    expect(ids({ otherWaysIn: [way] })).toEqual(['github|name:']);
  });

  it('names an entry without user and name by its credential ID', () => {
    const bare = readOf('a', 'github.com', 'x', { userId: null, userName: null, credentialId: 'c9' });
    expect(ids({ enrolments: [bare] })).toEqual(['github|credential:c9']);
    expect(ids({ enrolments: [{ ...bare, credentialId: null, id: 'e1' }] })).toEqual(['github|credential:e1']);
  });

  it('uses the display name where the user name is missing', () => {
    const shown = readOf('a', 'github.com', 'x', { userId: null, userName: null, userDisplayName: ' Mori ' });
    expect(ids({ enrolments: [shown, manualOf('b', 'github', 'mori')] })).toEqual(['github|name:mori']);
  });

  it('a vanished passkey says nothing of a registration that was told: that one may be one that cannot be listed', () => {
    const vanished = readOf('b', 'github.com', 'x', {
      userId: null,
      userName: 'mori',
      vanishedAt: '2026-01-09T00:00:00.000Z',
    });
    const [account] = collect({
      keys: [keyOf('a'), keyOf('b')],
      enrolments: [manualOf('a', 'github', 'mori'), vanished],
    });
    expect(account?.discoverable).toBe(false);
  });

  it('lends passkeys by name only to accounts that a person recorded', () => {
    expect(ids({ enrolments: [mori] })).toHaveLength(1);
    const recorded = collect({ keys: [keyOf('a')], enrolments: [mori], otherWaysIn: [wayOf('borrower', 'mori')] });
    expect(recorded.map((account) => [account.service.serviceId, account.enrolments.length])).toEqual([
      ['github', 1],
      ['borrower', 1],
    ]);
    const nobody = collect({ keys: [keyOf('a')], enrolments: [mori], otherWaysIn: [wayOf('borrower', 'else')] });
    expect(nobody.map((account) => account.enrolments.length)).toEqual([1, 0]);
  });

  it('keeps services apart that the catalogue does not know, as a person may have named them', () => {
    expect(ids({ enrolments: [manualOf('a', 'domain:example.com', 'x'), manualOf('a', 'retired-id', 'x')] })).toEqual([
      'retired-id|name:x',
      'domain:example.com|name:x',
    ]);
  });
});
