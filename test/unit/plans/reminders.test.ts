import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { isSecurityEvent, type Reminder } from '../../../src-shared/plans/reminder-types.ts';
import { findReminders } from '../../../src-shared/plans/reminders.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { reminderMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { day, inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

interface World extends Partial<
  Pick<InventorySnapshot, 'keys' | 'enrolments' | 'otherWaysIn' | 'losses' | 'backupSessions' | 'dismissals'>
> {
  readonly services?: readonly CatalogueService[];
  readonly staleAfterDays?: number;
  readonly now?: string;
}

function remindersOf({ services = [], staleAfterDays = 100, now = day(20), ...parts }: World): readonly Reminder[] {
  const snapshot = {
    keys: [],
    enrolments: [],
    otherWaysIn: [],
    losses: [],
    backupSessions: [],
    dismissals: [],
    ...parts,
    preferences: { staleAfterDays, allowPasskeyEndpoints: false },
  };
  const { keys, enrolments, otherWaysIn } = snapshot;
  const report = analyseCoverage(inputOf({ keys, enrolments, otherWaysIn, services, now, staleAfterDays }));
  return findReminders({ snapshot, report, services, siteOf, now });
}

const kindsOf = (world: World): readonly string[] => remindersOf(world).map(({ kind }) => kind);
const gone = { vanishedAt: day(10), vanishedBy: 'not-listed' } as const;

const loss: LossRecord = {
  id: 'loss-1',
  at: day(12),
  keyIds: ['a', 'b'],
  keyLabels: ['Blue', 'Red'],
  otherWayIds: [],
  deviceIds: [],
  deviceLabels: [],
  accountIds: [],
  items: [1, 2, 3].map((number) => ({
    id: String(number),
    task: 'remove-lost-key',
    accountId: `s|${number}`,
    serviceId: 's',
    serviceName: 'S',
    userName: null,
    opensWith: [],
    doneAt: number === 1 ? day(13) : null,
  })),
  closedAt: null,
  note: null,
};

const session: BackupSession = {
  id: 'session-1',
  primaryKeyId: 'a',
  spareKeyId: 'b',
  startedAt: day(15),
  changedAt: day(18),
  closedAt: null,
  items: [],
};

describe('a vanished passkey is a security event', () => {
  const world: World = {
    keys: [keyOf('a', { label: 'Blue' })],
    services: [serviceOf('github', ['github.com'], { name: 'GitHub' })],
    enrolments: [readOf('a', 'github.com', 'mika', gone)],
  };

  it('names key, service, account and date, in both languages', () => {
    const [event] = remindersOf(world);
    expect(event).toMatchObject({
      kind: 'passkey-vanished',
      severity: 'critical',
      at: day(10),
      accounts: [{ service: 'GitHub', user: 'mika' }],
      target: { type: 'key', keyId: 'a' },
    });
    if (event === undefined) return;
    expect(isSecurityEvent(event)).toBe(true);
    const when = (iso: string) => iso.slice(0, 10);
    const say = (locale: 'en' | 'ja') => reminderMessage({ t: createTranslator(locale), locale, when }, event).text;
    expect(say('en')).toBe(
      'A passkey is gone from Blue and was not deleted in Sparekey: GitHub (mika). Found on 2026-01-10.',
    );
    expect(say('ja')).toBe(
      'Blueからパスキーが1件消えています。Sparekeyで削除したものではありません：GitHub（mika）（2026-01-10に確認）',
    );
  });

  it.each(['deleted', 'reset'] as const)('what we did ourselves is none (%s)', (vanishedBy) => {
    expect(kindsOf({ ...world, enrolments: [readOf('a', 'github.com', 'mika', { ...gone, vanishedBy })] })).toEqual([]);
  });

  it('all that one reading no longer found is one event', () => {
    const users = ['c', 'a', 'b'];
    const found = remindersOf({ ...world, enrolments: users.map((user) => readOf('a', 'github.com', user, gone)) });
    expect(found).toHaveLength(1);
    expect(found[0]?.accounts.map(({ user }) => user)).toEqual(['a', 'b', 'c']);
  });

  it('stays for any time until it is acknowledged; the next one is shown again', () => {
    const [event] = remindersOf({ ...world, now: day(3_000), staleAfterDays: 3_650 });
    expect(event?.kind).toBe('passkey-vanished');
    const dismissals = [{ id: event?.id ?? '', at: day(20), until: null }];
    expect(kindsOf({ ...world, dismissals })).toEqual([]);
    const later = readOf('a', 'github.com', 'late', { ...gone, vanishedAt: day(19) });
    expect(kindsOf({ ...world, enrolments: [...(world.enrolments ?? []), later], dismissals })).toEqual([
      'passkey-vanished',
    ]);
  });

  it('a passkey that is there again is no event', () => {
    expect(kindsOf({ ...world, enrolments: [readOf('a', 'github.com', 'mika')] })).toEqual([]);
  });

  it('a hundred names are cut, with their number', () => {
    const enrolments = Array.from({ length: 100 }, (_, index) => readOf('a', 'github.com', `user${index}`, gone));
    const [event] = remindersOf({ ...world, enrolments });
    if (event === undefined) throw new Error('no event');
    const { text } = reminderMessage({ t: createTranslator('en'), locale: 'en', when: (iso) => iso }, event);
    expect(text).toContain('100 passkeys are gone');
    expect(text).toContain('and 95 more');
  });
});

describe('keys that should be looked at', () => {
  const old = { lastSeen: day(1), lastRead: day(1) };
  it.each([
    ['a spare not seen for the set time', keyOf('a', { role: 'spare', ...old }), 'spare-not-seen'],
    ['an off-site key not seen', keyOf('a', { role: 'off-site', ...old }), 'spare-not-seen'],
    [
      'a spare seen but not read',
      keyOf('a', { role: 'spare', lastRead: day(1), lastSeen: day(199) }),
      'spare-not-read',
    ],
    ['a spare never read', keyOf('a', { role: 'spare', lastRead: null, lastSeen: day(199) }), 'spare-never-read'],
    ['a daily key not read', keyOf('a', { lastRead: day(1), lastSeen: day(199) }), 'key-not-read'],
    ['an interrupted change', keyOf('a', { needsReread: true, lastRead: day(199) }), 'key-reread'],
  ] as const)('%s', (_, key, kind) => {
    expect(kindsOf({ keys: [key], now: day(200) })).toEqual([kind]);
  });

  it.each([
    ['seen and read within the time', keyOf('a', { role: 'spare', lastSeen: day(150), lastRead: day(150) })],
    ['exactly at the limit', keyOf('a', { role: 'spare', lastSeen: day(100), lastRead: day(100) })],
    ['out of use', keyOf('a', { role: 'retired', lastSeen: day(1), lastRead: day(1), needsReread: true })],
    ['lost, and not seen since', keyOf('a', { role: 'spare', lastSeen: day(1), lostAt: day(2) })],
    ['a daily key that cannot be listed', keyOf('a', { lastRead: null, lastSeen: day(199) })],
  ] as const)('says nothing of a key %s', (_, key) => {
    expect(kindsOf({ keys: [key], now: day(200) })).toEqual([]);
  });

  it('a lost key that is plugged in is a security event, each day anew', () => {
    const key = keyOf('a', { lostAt: day(5), lastSeen: day(9) });
    const [event] = remindersOf({ keys: [key] });
    expect(event).toMatchObject({ kind: 'lost-key-seen', severity: 'critical', at: day(9) });
    const dismissals = [{ id: event?.id ?? '', at: day(9), until: null }];
    expect(kindsOf({ keys: [key], dismissals })).toEqual([]);
    expect(kindsOf({ keys: [{ ...key, lastSeen: day(11) }], dismissals })).toEqual(['lost-key-seen']);
  });

  it('a spare that lacks what was added elsewhere since it was read', () => {
    const world = {
      keys: [keyOf('a'), keyOf('b', { role: 'spare', lastRead: day(5), lastSeen: day(19) })],
      enrolments: [
        readOf('a', 'new.example', 'x', { firstSeen: day(10) }),
        readOf('a', 'old.example', 'x', { firstSeen: day(2) }),
      ],
    };
    expect(remindersOf(world)).toMatchObject([{ kind: 'spare-behind', counts: { left: 1 }, names: ['Key b'] }]);
  });
});

describe('what is under way', () => {
  it('an open loss with steps left, until it is closed or done', () => {
    expect(remindersOf({ losses: [loss] })).toMatchObject([
      { kind: 'loss-open', names: ['Blue', 'Red'], counts: { left: 2, total: 3 }, target: { lossId: 'loss-1' } },
    ]);
    expect(kindsOf({ losses: [{ ...loss, closedAt: day(14) }] })).toEqual([]);
    expect(kindsOf({ losses: [{ ...loss, items: loss.items.map((item) => ({ ...item, doneAt: day(14) })) }] })).toEqual(
      [],
    );
  });

  it('a backup session that rests', () => {
    const keys = [keyOf('a'), keyOf('b')];
    expect(remindersOf({ keys, backupSessions: [session] })).toMatchObject([
      { kind: 'backup-paused', names: ['Key b'], target: { sessionId: 'session-1' } },
    ]);
    expect(kindsOf({ keys, backupSessions: [{ ...session, changedAt: day(20) }] })).toEqual([]);
    expect(kindsOf({ keys, backupSessions: [{ ...session, closedAt: day(19) }] })).toEqual([]);
    expect(kindsOf({ keys: [keyOf('a')], backupSessions: [session] })).toEqual([]);
  });

  it.each([
    ['a pass that ends within a day', 'temporary-access-pass', '2026-01-20T12:00:00.000Z', 'pass-ending'],
    ['a pass that is over', 'temporary-access-pass', day(19), 'pass-over'],
    ['something else that ends within a month', 'other', day(45), 'pass-ending'],
  ] as const)('%s', (_, kind, validUntil, expected) => {
    const way = wayOf('entra', 'mika', { kind, validUntil, name: 'Pass' });
    const keys = [keyOf('a')];
    const world = {
      keys,
      services: [serviceOf('entra', ['login.microsoft.com'], { name: 'Entra' })],
      otherWaysIn: [way],
    };
    expect(remindersOf(world)).toMatchObject([{ kind: expected, accounts: [{ service: 'Entra', user: 'mika' }] }]);
  });

  it.each([
    ['a pass of next week', 'temporary-access-pass', day(27)],
    ['codes of next year', 'recovery-codes', day(400)],
    ['codes without an end', 'recovery-codes', null],
  ] as const)('says nothing of %s', (_, kind, validUntil) => {
    expect(kindsOf({ otherWaysIn: [wayOf('s', 'u', { kind, validUntil })], services: [serviceOf('s', [])] })).toEqual(
      [],
    );
  });
});

describe('the list', () => {
  const world: World = {
    keys: [
      keyOf('a', { label: 'Blue' }),
      keyOf('b', { label: 'Old', role: 'spare', lastSeen: day(1), lastRead: day(1) }),
      keyOf('c', { needsReread: true }),
    ],
    enrolments: [readOf('a', 'x.example', 'u', gone), manualOf('a', 's', 'told')],
    losses: [loss],
    backupSessions: [session],
    staleAfterDays: 10,
  };

  it('has security events first, then by severity; the order of the records never matters', () => {
    const kinds = kindsOf(world);
    expect(kinds).toEqual(['passkey-vanished', 'loss-open', 'key-reread', 'spare-not-seen', 'backup-paused']);
    const turned = {
      ...world,
      keys: world.keys?.toReversed() ?? [],
      enrolments: world.enrolments?.toReversed() ?? [],
    };
    expect(remindersOf(turned)).toEqual(remindersOf(world));
  });

  it('ids are unique and the same on the next day', () => {
    const ids = remindersOf(world).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.length <= 300)).toBe(true);
    expect(remindersOf({ ...world, now: day(21) }).map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  it('what was put aside comes back when its time is over', () => {
    const id = remindersOf(world).find(({ kind }) => kind === 'spare-not-seen')?.id ?? '';
    const dismissals = [{ id, at: day(20), until: day(50) }];
    expect(kindsOf({ ...world, dismissals })).not.toContain('spare-not-seen');
    expect(kindsOf({ ...world, dismissals, now: day(51) })).toContain('spare-not-seen');
  });

  it('every kind has a sentence and a next step in both languages', () => {
    for (const reminder of remindersOf(world)) {
      for (const locale of ['en', 'ja'] as const) {
        const message = reminderMessage({ t: createTranslator(locale), locale, when: (iso) => iso }, reminder);
        expect(message.text).not.toBe('');
        expect(message.next).not.toBe('');
        expect(`${message.text}${message.next}`).not.toMatch(/[{}]|reminder\./);
      }
    }
  });
});
