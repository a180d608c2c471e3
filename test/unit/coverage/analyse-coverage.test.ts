import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { cellOf } from '../../../src-shared/coverage/cell-of.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import {
  accountsOf,
  day,
  inputOf,
  keyOf,
  onlyAccount,
  readOf,
  serviceOf,
  manualOf,
  wayOf,
} from './coverage-fixtures.ts';
import { rpIdHashOf } from '../../fixtures/enrolment.ts';

const github = serviceOf('github', ['github.com'], { name: 'GitHub' });
const bank = serviceOf('bank', ['bank.example'], { name: 'Bank', maxKeys: 1, multipleKeys: false, singleSlot: true });
const entra = serviceOf('entra', ['login.microsoft.com'], { deviceBoundOnly: false, takesAuthenticatorPasskey: true });
const windows = serviceOf('windows', ['login.microsoft.com'], {
  deviceBoundOnly: true,
  sharesCredentialWith: 'entra',
});
const services = [github, bank, entra, windows];
const [a, b, c] = [keyOf('a'), keyOf('b'), keyOf('c')];

const cellsOfReport = (report: CoverageReport) =>
  report.keys.map(({ keyId }) => cellOf(report, onlyAccount(report), keyId));

describe('evidence of a cell', () => {
  const cellsOf = (input: Parameters<typeof inputOf>[0]) =>
    cellsOfReport(analyseCoverage(inputOf({ services, ...input }))).map((cell) => [cell.evidence, cell.asOf]);

  it('is read where it was listed, and absent where a complete listing does not hold it', () => {
    expect(cellsOf({ keys: [a, b], enrolments: [readOf('a', 'github.com', 'mori')] })).toEqual([
      ['read', day(10)],
      ['absent', day(10)],
    ]);
  });

  it('is unknown where the key was never read, or its last reading was not complete', () => {
    const unread = [keyOf('b', { lastRead: null }), keyOf('c', { lastReadComplete: false })];
    expect(cellsOf({ keys: [a, ...unread], enrolments: [readOf('a', 'github.com', 'mori')] }).slice(1)).toEqual([
      ['unknown', null],
      ['unknown', null],
    ]);
  });

  it('is unknown, not absent, for an account of which no passkey was ever seen: it may be a registration that cannot be listed', () => {
    expect(cellsOf({ keys: [a, b], enrolments: [manualOf('a', 'github', 'mori')] })).toEqual([
      ['told', day(10)],
      ['unknown', null],
    ]);
  });

  it('is unknown for a told account of which only a passkey that is gone was seen: the told one may not be listable', () => {
    const gone = readOf('c', 'github.com', 'mori', { vanishedAt: day(9), vanishedBy: 'not-listed' });
    expect(cellsOf({ keys: [a, b, c], enrolments: [manualOf('a', 'github', 'mori'), gone] })).toEqual([
      ['told', day(10)],
      ['unknown', null],
      ['unknown', null],
    ]);
  });

  it('does not count what vanished or was deleted', () => {
    const report = analyseCoverage(
      inputOf({ services, keys: [a], enrolments: [readOf('a', 'github.com', 'mori', { vanishedAt: day(9) })] }),
    );
    expect(report.totals.accounts).toBe(0);
  });

  it('is unknown where a change on the key was interrupted; what a person told stays told', () => {
    const keys = [a, keyOf('b', { needsReread: true })];
    const enrolments = [readOf('a', 'github.com', 'mori'), readOf('b', 'github.com', 'mori')];
    const report = analyseCoverage(inputOf({ services, keys, enrolments }));
    expect(cellsOfReport(report).map((cell) => cell.evidence)).toEqual(['read', 'unknown']);
    expect(onlyAccount(report).survivesAnyOneLoss).toBeNull();
    expect(report.keys[1]?.gaps.map((gap) => gap.kind)).toEqual(['key-needs-reread']);
    const told = analyseCoverage(inputOf({ services, keys, enrolments: [manualOf('b', 'github', 'mori')] }));
    expect(cellsOfReport(told).map((cell) => cell.evidence)).toEqual(['unknown', 'told']);
  });
});

describe('which enrolments are one account', () => {
  const accounts = (enrolments: Parameters<typeof inputOf>[0]['enrolments']) =>
    accountsOf(analyseCoverage(inputOf({ services, keys: [a, b], enrolments: enrolments ?? [] })));

  it('the same user handle on two keys is one account, whatever the names', () => {
    const renamed = readOf('b', 'github.com', 'mori', { userName: 'new name', asOf: day(11) });
    const found = accounts([readOf('a', 'github.com', 'mori'), renamed]);
    expect(found).toHaveLength(1);
    expect(found[0]?.userName).toBe('new name');
  });

  it('two user handles at one RP ID are two accounts, even with the same name', () => {
    const other = readOf('b', 'github.com', 'mori', { userId: 'ffff' });
    expect(accounts([readOf('a', 'github.com', 'mori'), other])).toHaveLength(2);
  });

  it('the same short user handle at two sites of one domain is two accounts', () => {
    const wiki = readOf('a', 'wiki.company.example', 'mori', { userId: '01' });
    const code = readOf('b', 'code.company.example', 'sato', { userId: '01' });
    const found = accounts([wiki, code]);
    expect(found).toHaveLength(2);
    const hosts = ['rp:code.company.example', 'rp:wiki.company.example'];
    expect(found.map((account) => account.serviceId).toSorted()).toEqual(hosts);
    expect(found.every((account) => account.survivesAnyOneLoss === false)).toBe(true);
  });

  it('an enrolment recorded by hand joins by service and name, without case and in NFC', () => {
    const found = accounts([readOf('a', 'github.com', 'Jose\u0301'), manualOf('b', 'github', 'JOSÉ')]);
    expect(found).toHaveLength(1);
    expect(found[0]?.verdict).toBe('survives');
  });

  it('a record by hand with another name is an account of its own; without one it belongs to the only account', () => {
    const mori = readOf('a', 'github.com', 'mori');
    expect(accounts([mori, manualOf('b', 'github', 'sato')])).toHaveLength(2);
    expect(accounts([mori, manualOf('b', 'github', null)])).toMatchObject([{ verdict: 'survives' }]);
    const two = accounts([mori, readOf('a', 'github.com', 'sato'), manualOf('b', 'github', null)]);
    expect(two.map(({ verdict }) => verdict)).toEqual(['only-this-key', 'only-this-key']);
    expect(two.map(({ gaps }) => gaps.map(({ kind }) => kind))).toEqual([
      ['only-one-key', 'which-account'],
      ['only-one-key', 'which-account'],
    ]);
  });

  it('E-06 entries without a user are never merged by a missing handle', () => {
    const nameless = { userId: null, userName: null };
    const one = readOf('a', 'github.com', 'x', { ...nameless, credentialId: 'aa' });
    const two = readOf('b', 'github.com', 'y', { ...nameless, credentialId: 'bb' });
    expect(accounts([one, two])).toHaveLength(2);
  });
});

describe('which service an RP ID belongs to', () => {
  const serviceIds = (...enrolments: ReturnType<typeof readOf>[]) =>
    analyseCoverage(inputOf({ services, keys: [a], enrolments })).services.map((service) => service.serviceId);

  it.each([
    ['github.com', 'github'],
    ['login.github.com', 'rp:login.github.com'],
    ['github.com.evil.example', 'rp:github.com.evil.example'],
    ['mori.github.io', 'domain:mori.github.io'],
    ['a.co.jp', 'domain:a.co.jp'],
    ['localhost', 'rp:localhost'],
    ['127.0.0.1', 'rp:127.0.0.1'],
    ['ssh:', 'rp:ssh:'],
    ['ssh:backup', 'rp:ssh:'],
    ['login.microsoft.com', 'entra'],
  ])('%s belongs to %s', (rpId, serviceId) => {
    expect(serviceIds(readOf('a', rpId, 'mori'))).toEqual([serviceId]);
  });

  it('E-05 a text that does not hash to the RP ID hash names nothing', () => {
    const forged = readOf('a', 'github.com', 'mori', { rpIdHash: rpIdHashOf('evil.example') });
    expect(serviceIds(forged)).toEqual([`hash:${rpIdHashOf('evil.example')}`]);
  });

  it('E-05 a shortened or missing RP ID is found by its hash: in the catalogue, or on another key', () => {
    const long = 'a-very-long-name.of-a-service.example';
    const bare = readOf('a', 'github.com', 'mori', { rpId: null });
    const short = readOf('a', long, 'sato', { rpId: '…of-a-service.example' });
    expect(serviceIds(bare, short)).toEqual(['github', `hash:${rpIdHashOf(long)}`]);
    expect(serviceIds(short, readOf('a', long, 'ito'))).toEqual([`rp:${long}`]);
  });
});

describe('verdicts', () => {
  const judge = (input: Parameters<typeof inputOf>[0]) => {
    const report = analyseCoverage(inputOf({ services, ...input }));
    const account = onlyAccount(report);
    return [
      account.verdict,
      account.survivesAnyOneLoss,
      account.gaps.map((gap) => `${gap.severity} ${gap.kind}`).join(),
    ];
  };
  const mori = readOf('a', 'github.com', 'mori');

  it('one key, the others read: only this key', () => {
    expect(judge({ keys: [a, b], enrolments: [mori] })).toEqual(['only-this-key', false, 'critical only-one-key']);
  });

  it('one key, another one never read: not known, and not counted as lost', () => {
    const keys = [a, keyOf('b', { lastRead: null })];
    expect(judge({ keys, enrolments: [mori] })).toEqual(['not-known', null, 'warning not-known']);
    expect(analyseCoverage(inputOf({ services, keys, enrolments: [mori] })).totals).toMatchObject({
      lostWithOneKey: 0,
      notKnown: 1,
    });
  });

  it('two keys, read or told: survives', () => {
    const second = [readOf('b', 'github.com', 'mori'), manualOf('b', 'github', 'mori')];
    for (const other of second) {
      expect(judge({ keys: [a, b], enrolments: [mori, other] })).toEqual(['survives', true, '']);
    }
  });

  it('two keys in one place: one place; a third key whose place is not recorded may be elsewhere', () => {
    const home = { place: 'Home ' };
    const keys = [keyOf('a', home), keyOf('b', { place: 'home' })];
    const enrolments = [mori, readOf('b', 'github.com', 'mori')];
    expect(judge({ keys, enrolments })).toEqual(['one-place', true, 'warning one-place']);
    const third = readOf('c', 'github.com', 'mori');
    expect(judge({ keys: [...keys, c], enrolments: [...enrolments, third] })[0]).toBe('survives');
  });

  it('one key and another way in: survives', () => {
    const otherWaysIn = [wayOf('github', 'mori')];
    expect(judge({ keys: [a, b], enrolments: [mori], otherWaysIn })).toEqual(['survives', true, '']);
  });

  it('a service that takes one key asks for another way in, not for a second key', () => {
    const only = readOf('a', 'bank.example', 'mori');
    const keys = [a, keyOf('b', { lastRead: null })];
    expect(judge({ keys, enrolments: [only] })).toEqual([
      'one-key-service',
      false,
      'critical one-key-service-without-other-way',
    ]);
    expect(judge({ keys, enrolments: [only], otherWaysIn: [wayOf('bank', null)] })).toEqual([
      'one-key-service',
      true,
      '',
    ]);
  });

  it('a retired key is no way in', () => {
    const keys = [a, keyOf('r', { role: 'retired' })];
    const onRetired = readOf('r', 'github.com', 'mori');
    expect(judge({ keys, enrolments: [mori, onRetired] })[0]).toBe('only-this-key');
    expect(judge({ keys, enrolments: [onRetired] })).toEqual(['no-way-in', false, 'critical no-way-in']);
  });

  it('two SSH keys are two secrets: whether servers take both is not known', () => {
    const ssh = [readOf('a', 'ssh:', 'openssh'), readOf('b', 'ssh:', 'openssh')];
    expect(judge({ keys: [a, b], enrolments: ssh })).toEqual(['not-known', null, 'warning not-known']);
    const report = analyseCoverage(inputOf({ services, keys: [a, b], enrolments: ssh }));
    expect(simulateLoss(report, { keyIds: ['a'] }).counts.perhaps).toBe(1);
    expect(simulateLoss(report, { keyIds: ['a', 'b'] }).counts['locked-out']).toBe(1);
    expect(presentLossImpact(report, onlyAccount(report))).toBe('open');
    expect(judge({ keys: [a, b], enrolments: ssh, otherWaysIn: [wayOf('rp:ssh:', null)] })[1]).toBe(true);
  });

  it('a synced passkey is no way in where only device-bound ones are taken, but is still shown', () => {
    const told = manualOf('a', 'windows', 'mori');
    const otherWaysIn = [
      wayOf('windows', 'mori', { kind: 'synced-passkey', name: 'iCloud' }),
      wayOf('windows', 'mori', { kind: 'microsoft-authenticator' }),
    ];
    const account = onlyAccount(analyseCoverage(inputOf({ services, keys: [a], enrolments: [told], otherWaysIn })));
    expect(account).toMatchObject({
      verdict: 'only-this-key',
      otherWaysIn: [],
      otherWaysNotCounted: otherWaysIn.toReversed(),
    });
    const authenticator = wayOf('entra', 'mori', { kind: 'microsoft-authenticator' });
    expect(judge({ keys: [a], enrolments: [manualOf('a', 'entra', 'mori')], otherWaysIn: [authenticator] })[1]).toBe(
      true,
    );
    const elsewhere = wayOf('github', 'mori', { kind: 'microsoft-authenticator' });
    expect(judge({ keys: [a], enrolments: [mori], otherWaysIn: [elsewhere] })[1]).toBe(false);
  });

  it('an account that borrows a passkey opens with the keys of the lender', () => {
    const enrolments = [
      readOf('a', 'login.microsoft.com', 'mori'),
      readOf('b', 'login.microsoft.com', 'mori'),
      manualOf('a', 'windows', 'mori'),
    ];
    const report = analyseCoverage(inputOf({ services, keys: [a, b], enrolments }));
    expect(accountsOf(report).map((account) => [account.serviceId, account.verdict])).toEqual([
      ['entra', 'survives'],
      ['windows', 'survives'],
    ]);
  });
});

describe('gaps of keys', () => {
  const gapsOf = (overrides: Parameters<typeof keyOf>[1], firstSeen = day(2)) => {
    const enrolments = [readOf('a', 'github.com', 'mori', { firstSeen })];
    const { keys } = analyseCoverage(inputOf({ services, keys: [a, keyOf('b', overrides)], enrolments }));
    return keys.find((key) => key.keyId === 'b')?.gaps.map((gap) => `${gap.severity} ${gap.kind}`);
  };

  it('names a spare that was never read, or not since accounts were added elsewhere', () => {
    expect(gapsOf({ role: 'spare', lastRead: null })).toEqual(['warning spare-not-read']);
    expect(gapsOf({ role: 'off-site', lastRead: day(10) }, day(15))).toEqual(['warning spare-stale']);
    expect(gapsOf({ role: 'off-site', lastRead: day(10) }, day(10))).toEqual([]);
    expect(gapsOf({ role: 'daily', lastRead: null })).toEqual([]);
  });

  it('names a key without PIN and one that is nearly full, but nothing about a retired one', () => {
    expect(gapsOf({ pinSet: false, remaining: 3 })).toEqual(['warning key-pin-not-set', 'notice key-nearly-full']);
    expect(gapsOf({ remaining: 0 })).toEqual(['warning key-nearly-full']);
    expect(gapsOf({ role: 'retired', pinSet: false, remaining: 0, needsReread: true })).toEqual([]);
  });
});

describe('the report', () => {
  const enrolments = [
    readOf('a', 'github.com', 'mori'),
    readOf('b', 'github.com', 'mori'),
    readOf('a', 'zeta.example', 'mori'),
    readOf('a', 'alpha.example', 'mori'),
    readOf('b', 'bank.example', 'mori'),
  ];
  const report = analyseCoverage(inputOf({ services, keys: [keyOf('b', { role: 'spare' }), a], enrolments }));

  it('sorts services by risk, then by name', () => {
    expect(report.services.map((service) => service.name)).toEqual(['alpha.example', 'Bank', 'zeta.example', 'GitHub']);
  });

  it('counts what each key alone holds, and what would be lost with one key', () => {
    expect(report.keys.map((key) => [key.keyId, key.aloneHolds])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(report.totals).toEqual({
      accounts: 4,
      lostWithOneKey: 3,
      notKnown: 0,
      noWayIn: 0,
      onePlace: 0,
      helpdeskOnly: 0,
    });
  });

  it('gives a page to add a key only where it is an https address', () => {
    const wordy = serviceOf('app', ['app.example'], { addKeyUrl: 'App > Settings > Keys' });
    const { services: found } = analyseCoverage(
      inputOf({ services: [wordy], keys: [a], enrolments: [readOf('a', 'app.example', 'mori')] }),
    );
    expect(found[0]?.addKeyUrl).toBeNull();
    expect(report.services.find((service) => service.serviceId === 'github')?.addKeyUrl).toBe(
      'https://github.com/keys',
    );
  });

  it('what-if: losing one key or both', () => {
    const lossImpacts = (keyIds: string[]) =>
      simulateLoss(report, { keyIds }).touched.map(({ account, lossImpact }) => `${account.rpId ?? ''} ${lossImpact}`);
    expect(lossImpacts(['a'])).toEqual(['alpha.example locked-out', 'zeta.example locked-out', 'github.com open']);
    expect(lossImpacts(['a', 'b', 'nobody'])).toEqual([
      'alpha.example locked-out',
      'bank.example locked-out',
      'zeta.example locked-out',
      'github.com locked-out',
    ]);
    expect(simulateLoss(report, { keyIds: ['b', 'b', 'nobody'] }).lostKeyIds).toEqual(['b']);
    expect(lossImpacts([])).toEqual([]);
  });
});
