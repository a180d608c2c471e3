import { describe, expect, it } from 'vitest';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { AccountMark } from '../../../src-shared/domain/account-mark.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import {
  accountsOf,
  day,
  inputOf,
  keyOf,
  onlyAccount,
  passwordOf,
  readOf,
  manualOf,
  wayOf,
} from './coverage-fixtures.ts';

const [a, b, c] = [keyOf('a'), keyOf('b', { role: 'spare' }), keyOf('c', { lastRead: null })];
const catalogue = { services: loadServices(), advisories: loadAdvisories(), otherWayProviders: loadOtherWays() };
const analyse = (input: Partial<CoverageInput>) => analyseCoverage(inputOf({ keys: [a, b], ...catalogue, ...input }));
const github = (...keyIds: string[]) => keyIds.map((keyId) => readOf(keyId, 'github.com', 'hana'));
const judged = (input: Partial<CoverageInput>) => onlyAccount(analyse(input));
const keyGaps = (key: InventoryKey) =>
  analyse({ keys: [key] }).keys[0]?.gaps.map(({ kind, severity }) => `${severity} ${kind}`);

describe('rules of redundancy', () => {
  it('a credential cannot be copied: two keys in a drawer clear no gap, only a second enrolment at the account does', () => {
    expect(judged({ enrolments: github('a') })).toMatchObject({ verdict: 'only-this-key', survivesAnyOneLoss: false });
    const elsewhere = [...github('a'), readOf('b', 'google.com', 'hana')];
    const verdicts = accountsOf(analyse({ enrolments: elsewhere })).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['only-this-key', 'only-this-key']);
    expect(judged({ enrolments: github('a', 'b') }).verdict).toBe('survives');
  });

  it('a service that takes one key has a rule, not a gap, and needs another way in', () => {
    const enrolments = [readOf('a', 'rakuten-sec.co.jp', 'hana')];
    const report = analyse({ keys: [a, b, c], enrolments });
    expect(report.services[0]?.takesOneKey).toBe(true);
    // The slot is taken: the unread key is no reason to hope.
    expect(onlyAccount(report).possibleKeys).toBe(0);
    expect(simulateLoss(report, { keyIds: ['a'] }).counts['locked-out']).toBe(1);
    expect(onlyAccount(report).gaps.map(({ kind }) => kind)).toEqual(['one-key-service-without-other-way']);
    const way = wayOf('rakuten-securities', 'hana', { kind: 'other' });
    const helped = judged({ enrolments, otherWaysIn: [way] });
    expect(helped).toMatchObject({ verdict: 'one-key-service', survivesAnyOneLoss: true, gaps: [] });
  });

  it.each([
    ['au-id', 'auone.jp'],
    ['rakuten-id', 'rakuten.co.jp'],
    ['windows-signin-entra-joined', 'login.microsoft.com'],
    ['windows-signin-hybrid-joined', 'login.microsoft.com'],
    ['rakuten-securities', 'rakuten-sec.co.jp'],
  ])('%s refuses synced passkeys: one is shown and does not count', (serviceId, rpId) => {
    const way = wayOf(serviceId, 'hana', { kind: 'synced-passkey', name: 'Vault' });
    const report = analyse({ enrolments: [readOf('a', rpId, 'hana')], otherWaysIn: [way] });
    const account = accountsOf(report).find((one) => one.serviceId === serviceId);
    expect(account).toMatchObject({ survivesAnyOneLoss: false, otherWaysIn: [], otherWaysNotCounted: [way] });
  });

  it('all devices of one synced provider are one way in; two providers are two', () => {
    const device = (id: string, providerId: string) =>
      wayOf('github', 'hana', { id, kind: 'synced-passkey', name: id, providerId });
    const phones = [device('phone', '1password'), device('laptop', '1password')];
    const vaults = [passwordOf('1password'), passwordOf('bitwarden')];
    const atGithub = (otherWaysIn: CoverageInput['otherWaysIn']) =>
      accountsOf(analyse({ otherWaysIn: [...otherWaysIn, ...vaults] })).find(({ serviceId }) => serviceId === 'github');
    expect(atGithub(phones)).toMatchObject({ verdict: 'one-other-way', survivesAnyOneLoss: false });
    const two = [device('phone', '1password'), device('laptop', 'bitwarden')];
    expect(atGithub(two)).toMatchObject({ verdict: 'survives', survivesAnyOnePlace: true });
    // Until it is known how the person gets into the vaults it is not known whether these open anything.
    expect(judged({ otherWaysIn: two })).toMatchObject({ verdict: 'not-known', survivesAnyOneLoss: null });
    const named = phones.map((way) => ({ ...way, providerId: null, name: ' My Vault' }));
    expect(judged({ otherWaysIn: named }).survivesAnyOneLoss).toBeNull();
  });

  it('Windows Hello opens that computer only: never a full spare, and no way in at another place', () => {
    const hello = wayOf('github', 'hana', { kind: 'windows-hello', name: 'PC-01' });
    const keys = [{ ...a, place: 'Home' }, b];
    const input = { keys, enrolments: github('a') };
    expect(judged({ ...input, otherWaysIn: [hello] })).toMatchObject({
      verdict: 'weak-spare',
      survivesAnyOneLoss: true,
      survivesAnyOnePlace: null,
    });
    const home = judged({ ...input, otherWaysIn: [{ ...hello, place: 'home' }] });
    expect(home.survivesAnyOnePlace).toBe(false);
    expect(judged({ ...input, otherWaysIn: [{ ...hello, place: 'Office' }] }).survivesAnyOnePlace).toBe(true);
    const twice = [hello, { ...hello, id: 'again', name: 'pc-01' }];
    expect(judged({ otherWaysIn: twice })).toMatchObject({ verdict: 'one-other-way', survivesAnyOneLoss: false });
  });

  it('passkeys of Microsoft Authenticator count for Microsoft entries only, and not for Windows sign-in', () => {
    const counts = (serviceId: string) => {
      const way = wayOf(serviceId, 'hana', { kind: 'microsoft-authenticator', name: 'Phone' });
      return judged({ otherWaysIn: [way] }).otherWaysIn.length === 1;
    };
    expect(counts('microsoft-entra-id')).toBe(true);
    // No public source says whether a personal account takes one: it is not known, and asked.
    const way = wayOf('microsoft-account', 'hana', { kind: 'microsoft-authenticator', name: 'Phone' });
    expect(judged({ otherWaysIn: [way] })).toMatchObject({ verdict: 'not-known', otherWaysNotKnown: [way] });
    const others = ['windows-signin-entra-joined', 'windows-signin-hybrid-joined', 'google-account', 'github'];
    expect(others.map(counts)).toEqual([false, false, false, false]);
  });

  it('Windows sign-in is fed by the Entra credential of the same user, on both kinds of joined computers', () => {
    const enrolments = [...['a', 'b'].map((id) => readOf(id, 'login.microsoft.com', 'hana'))];
    for (const serviceId of ['windows-signin-entra-joined', 'windows-signin-hybrid-joined']) {
      const keys = [a, b, keyOf('d')];
      const recorded = analyse({ keys, enrolments: [...enrolments, manualOf('d', serviceId, 'HANA')] });
      const account = accountsOf(recorded).find((one) => one.serviceId === serviceId);
      expect(account?.cells.map(({ keyId, evidence }) => [keyId, evidence])).toEqual([
        ['a', 'read'],
        ['d', 'told'],
        ['b', 'read'],
      ]);
    }
  });

  it('the same RP ID does not mean the same account: RP ID and user handle do', () => {
    const other = readOf('b', 'github.com', 'hana', { userId: 'ffff' });
    const accounts = accountsOf(analyse({ enrolments: [...github('a'), other] }));
    expect(accounts.map(({ verdict }) => verdict)).toEqual(['only-this-key', 'only-this-key']);
  });

  it('a personal Microsoft account under the RP ID of Entra ID goes where the person marked it', () => {
    const mark = markOf('microsoft-account', 'hana');
    const enrolments = [readOf('a', 'login.microsoft.com', 'hana')];
    expect(judged({ enrolments, accountMarks: [mark] }).serviceId).toBe('microsoft-account');
    expect(judged({ enrolments }).serviceId).toBe('microsoft-entra-id');
    const both = [mark, markOf('microsoft-entra-id', 'hana')];
    expect(judged({ enrolments, accountMarks: both }).serviceId).toBe('microsoft-entra-id');
    const forged = [{ ...enrolments[0], rpIdHash: '00'.repeat(32) }] as typeof enrolments;
    expect(judged({ enrolments: forged, accountMarks: [mark] }).serviceId).toBe(`hash:${'00'.repeat(32)}`);
  });

  it('a Temporary Access Pass is a help desk path from its beginning to its end, and no key', () => {
    const pass = wayOf('microsoft-entra-id', 'hana', {
      kind: 'temporary-access-pass',
      validFrom: day(11),
      validUntil: day(13),
    });
    const enrolments = [readOf('a', 'login.microsoft.com', 'hana')];
    const at = (now: string) => judged({ enrolments, otherWaysIn: [pass], now });
    expect(at(day(12))).toMatchObject({ verdict: 'helpdesk-only', survivesAnyOneLoss: false, otherWaysIn: [pass] });
    for (const now of [day(10), day(13)]) {
      expect(at(now)).toMatchObject({ verdict: 'only-this-key', otherWaysNotCounted: [pass] });
    }
    const report = analyse({ enrolments, otherWaysIn: [pass] });
    expect(simulateLoss(report, { keyIds: ['a'] }).counts).toMatchObject({ helpdesk: 1, 'locked-out': 0 });
    expect(simulateLoss(report, { keyIds: ['a'], otherWayIds: [pass.id] }).counts['locked-out']).toBe(1);
    expect(report.totals).toMatchObject({ helpdeskOnly: 1, lostWithOneKey: 0 });
  });

  it('an old key that was never read again is stale, not safe', () => {
    const old = { ...b, lastRead: day(-400) };
    const account = judged({ keys: [a, old], enrolments: github('a', 'b') });
    expect(account).toMatchObject({ verdict: 'stale', survivesAnyOneLoss: null, doubts: ['stale'] });
    expect(keyGaps(old)).toEqual(['warning key-stale']);
    expect(judged({ keys: [a, old], enrolments: github('b') })).toMatchObject({
      verdict: 'only-this-key',
      survivesAnyOneLoss: false,
    });
    // One day less, and the limit is not passed.
    const limit = { ...b, lastRead: day(12 - 365) };
    expect(judged({ keys: [a, limit], enrolments: github('a', 'b') }).verdict).toBe('survives');
  });

  it('what was told becomes stale only where the key was not even seen since', () => {
    const verdictWith = (lastSeen: string, asOf: string) => {
      const told = manualOf('b', 'github', 'hana', { asOf });
      return judged({ keys: [a, { ...b, lastSeen }], enrolments: [...github('a'), told] }).verdict;
    };
    expect(verdictWith(day(10), day(-400))).toBe('survives');
    expect(verdictWith(day(-399), day(-400))).toBe('stale');
    expect(verdictWith(day(-399), day(10))).toBe('survives');
  });

  it('two keys on one ring are one loss, and codes in the same bag go with them', () => {
    const keys = [
      { ...a, carriedOn: 'Bag' },
      { ...b, carriedOn: ' bag' },
    ];
    const ring = analyse({ keys, enrolments: github('a', 'b') });
    expect(onlyAccount(ring)).toMatchObject({ verdict: 'one-ring', survivesAnyOneLoss: false });
    expect(ring.rings).toEqual([{ place: 'Bag', keyIds: ['a', 'b'], otherWayIds: [], deviceIds: [], holds: 1 }]);
    expect(ring.keys.map(({ aloneHolds }) => aloneHolds)).toEqual([1, 1]);
    expect(ring.totals.lostWithOneKey).toBe(1);
    const codes = wayOf('github', 'hana', { carriedOn: 'BAG' });
    expect(judged({ keys, enrolments: github('a'), otherWaysIn: [codes] }).verdict).toBe('one-ring');
    expect(judged({ keys: [...keys, keyOf('d')], enrolments: github('a', 'b', 'd') }).verdict).toBe('survives');
  });

  it('a key with a blocked PIN, without PIN or with an advisory is not a full spare', () => {
    const withSpare = (spare: Partial<InventoryKey>) =>
      judged({ keys: [a, { ...b, ...spare }], enrolments: github('a', 'b') });
    expect(withSpare({ pinBlocked: true })).toMatchObject({ verdict: 'not-known', survivesAnyOneLoss: null });
    expect(withSpare({ pinSet: false })).toMatchObject({ verdict: 'weak-spare', survivesAnyOneLoss: true });
    const eucleak = { aaguid: '2fc0579f811347eab116bb5a8db9202a', firmware: '5.2.7' };
    expect(withSpare(eucleak).verdict).toBe('weak-spare');
    expect(withSpare({ ...eucleak, firmware: '5.7.4' }).verdict).toBe('survives');
    expect(keyGaps({ ...b, pinBlocked: true, lastRead: day(10) })).toEqual(['critical key-pin-blocked']);
    expect(keyGaps({ ...b, pinSet: false })).toEqual(['warning key-pin-not-set']);
    expect(keyGaps({ ...b, ...eucleak })).toContain('warning key-advisory');
    // Two full keys beside it: then nothing hangs on the weak one.
    const three = judged({
      keys: [a, { ...b, pinSet: false }, keyOf('d')],
      enrolments: github('a', 'b', 'd'),
    });
    expect(three).toMatchObject({ verdict: 'survives', gaps: [] });
  });

  it('a nearly full key cannot take the next passkeys, and says so', () => {
    expect(keyGaps(keyOf('a', { remaining: 3 }))).toEqual(['notice key-nearly-full']);
    expect(keyGaps(keyOf('a', { remaining: 0 }))).toEqual(['warning key-nearly-full']);
    expect(keyGaps(keyOf('a', { remaining: 4 }))).toEqual([]);
  });

  it('contradictory facts lower confidence instead of being guessed', () => {
    const twoAtOne = judged({ enrolments: ['a', 'b'].map((id) => readOf(id, 'rakuten-sec.co.jp', 'hana')) });
    expect(twoAtOne).toMatchObject({ verdict: 'not-known', survivesAnyOneLoss: null, doubts: ['contradiction'] });
    expect(twoAtOne.gaps.map(({ kind }) => kind)).toEqual(['contradiction']);
    const atNone = judged({ enrolments: ['a', 'b'].map((id) => readOf(id, 'reddit.com', 'hana')) });
    expect(atNone).toMatchObject({ verdict: 'not-known', survivesAnyOneLoss: null, doubts: ['contradiction'] });
    const way = wayOf('rakuten-securities', 'hana', { kind: 'other' });
    const helped = judged({
      enrolments: ['a', 'b'].map((id) => readOf(id, 'rakuten-sec.co.jp', 'hana')),
      otherWaysIn: [way],
    });
    expect(helped).toMatchObject({ survivesAnyOneLoss: true, doubts: ['contradiction'] });
    expect(helped.gaps.map(({ kind }) => kind)).toEqual(['contradiction']);
  });

  it('unknown facts lower confidence: told only, a guessed RP ID, a rule that the catalogue does not know', () => {
    const doubts = (input: Partial<CoverageInput>) => judged(input).doubts;
    expect(doubts({ enrolments: [manualOf('a', 'github', 'hana')] })).toEqual(['told-only']);
    expect(doubts({ enrolments: [readOf('a', 'login.sbisec.co.jp', 'hana')] })).toEqual([
      'rp-id-assumed',
      'service-rule-unknown',
    ]);
    const two = ['a', 'b'].map((id) => readOf(id, 'sbisec.co.jp', 'hana'));
    expect(doubts({ enrolments: two })).toEqual([]);
    const vault = wayOf('esmart-securities', 'hana', { kind: 'synced-passkey', name: 'Vault' });
    const read = ['a', 'b'].map((id) => readOf(id, 'kabu.com', 'hana'));
    expect(doubts({ enrolments: read, otherWaysIn: [vault] })).toEqual(['dependency-assumed', 'service-rule-unknown']);
  });
});

describe('roles, places and owners', () => {
  it('a lost or retired key opens nothing; what only it opened has no way in', () => {
    for (const change of [{ lostAt: day(11) }, { role: 'retired' as const }]) {
      const report = analyse({ keys: [{ ...a, ...change }, b], enrolments: github('a') });
      expect(onlyAccount(report)).toMatchObject({ verdict: 'no-way-in', survivesAnyOneLoss: false });
      expect(report.keys.find(({ keyId }) => keyId === 'a')).toMatchObject({ outOfUse: true, gaps: [] });
      expect(presentLossImpact(report, onlyAccount(report))).toBe('locked-out');
    }
  });

  it('one place: the verdict names it; an off-site key without a place is somewhere else', () => {
    const home = { place: 'Home' };
    const enrolments = github('a', 'b');
    const at = (spare: Partial<InventoryKey>) =>
      judged({
        keys: [
          { ...a, ...home },
          { ...b, ...spare },
        ],
        enrolments,
      });
    expect(at({ place: 'home ' })).toMatchObject({ verdict: 'one-place', survivesAnyOnePlace: false });
    expect(at({ place: 'Office' })).toMatchObject({ verdict: 'survives', survivesAnyOnePlace: true });
    expect(at({ role: 'off-site' })).toMatchObject({ verdict: 'survives', survivesAnyOnePlace: true });
    expect(at({})).toMatchObject({ verdict: 'survives', survivesAnyOnePlace: null });
    const report = analyse({
      keys: [
        { ...a, ...home },
        { ...b, ...home },
      ],
      enrolments,
    });
    expect(report.places).toEqual([{ place: 'Home', keyIds: ['a', 'b'], otherWayIds: [], deviceIds: [], holds: 1 }]);
    expect(report.totals.onePlace).toBe(1);
  });

  it('the unread key of somebody else is no reason to hope: not known becomes lost', () => {
    const owned = { ...a, owner: 'Hana' };
    const unread = { ...c, owner: 'Mori' };
    expect(judged({ keys: [owned, unread], enrolments: github('a') })).toMatchObject({
      survivesAnyOneLoss: false,
      possibleKeys: 0,
    });
    for (const owner of [null, 'hana']) {
      const account = judged({ keys: [owned, { ...unread, owner }], enrolments: github('a') });
      expect(account).toMatchObject({ survivesAnyOneLoss: null, possibleKeys: 1 });
    }
  });

  it('accounts that a spare is known to open do not make it stale, others that were added since do', () => {
    const spare = keyOf('s', { role: 'spare', lastRead: day(3) });
    const added = ['hana', 'mori'].map((user) => readOf('a', 'github.com', user, { firstSeen: day(9) }));
    const gap = (...more: ReturnType<typeof manualOf>[]) =>
      analyse({ keys: [a, spare], enrolments: [...added, ...more] })
        .keys.find(({ keyId }) => keyId === 's')
        ?.gaps.find(({ kind }) => kind === 'spare-stale')?.details['count'];
    const told = (user: string) => manualOf('s', 'github', user, { firstSeen: day(9) });
    expect(gap()).toBe(2);
    expect(gap(told('hana'))).toBe(1);
    expect(gap(told('hana'), told('mori'))).toBeUndefined();
  });

  it('accounts of other people do not make a spare stale', () => {
    const spare = keyOf('s', { role: 'spare', owner: 'Mori', lastRead: day(3) });
    const enrolments = [readOf('a', 'github.com', 'hana', { firstSeen: day(9) })];
    const gaps = (owner: string | null) =>
      analyse({ keys: [{ ...a, owner }, spare], enrolments })
        .keys.find(({ keyId }) => keyId === 's')
        ?.gaps.map(({ kind }) => kind);
    expect(gaps('Hana')).toEqual([]);
    expect(gaps('Mori')).toEqual(['spare-stale']);
    expect(gaps(null)).toEqual(['spare-stale']);
  });
});

function markOf(serviceId: string, userName: string | null, more: Partial<AccountMark> = {}): AccountMark {
  const id = `mark-${serviceId}-${userName ?? ''}-${more.importance ?? ''}`;
  return { id, serviceId, userId: null, userName, importance: 'high', asOf: day(5), ...more };
}

describe('importance', () => {
  it('is what the person marked, the closest and newest mark first, else follows from the kind of service', () => {
    const importance = (rpId: string, ...accountMarks: AccountMark[]) =>
      judged({ enrolments: [readOf('a', rpId, 'hana')], accountMarks }).importance;
    expect(importance('sbisec.co.jp')).toBe('high');
    expect(importance('github.com')).toBe('normal');
    const low = markOf('github', 'Hana', { importance: 'low' });
    expect(importance('github.com', low, markOf('github', null))).toBe('low');
    expect(importance('github.com', low, markOf('github', 'hana', { asOf: day(6) }))).toBe('high');
  });

  it('softens a warning of what matters little, never what is critical, and sorts before the name', () => {
    const keys = [
      { ...a, place: 'Home' },
      { ...b, place: 'Home' },
    ];
    const mark = markOf('github', null, { importance: 'low' });
    const softened = judged({ keys, enrolments: github('a', 'b'), accountMarks: [mark] });
    expect(softened.gaps.map(({ severity }) => severity)).toEqual(['notice']);
    const critical = judged({ enrolments: github('a'), accountMarks: [mark] });
    expect(critical.gaps.map(({ severity }) => severity)).toEqual(['critical']);
    const enrolments = [...github('a'), readOf('a', 'sbisec.co.jp', 'hana')];
    const names = analyse({ enrolments }).services.map(({ serviceId }) => serviceId);
    expect(names).toEqual(['sbi-securities', 'github']);
  });
});
