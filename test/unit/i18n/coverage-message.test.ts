import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { gapKinds, type Gap } from '../../../src-shared/coverage/gap.ts';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { activityKinds } from '../../../src-shared/domain/activity-schema.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { gapMessage, headline, lossHeadline, verdictMessage } from '../../../src-shared/i18n/coverage-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { accountsOf, inputOf, keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

const en = createTranslator('en');
const ja = createTranslator('ja');

const totals = (some: Partial<Parameters<typeof headline>[1]['totals']>) => ({
  totals: { accounts: 14, lostWithOneKey: 0, notKnown: 0, noWayIn: 0, onePlace: 0, helpdeskOnly: 0, ...some },
});

describe('headline', () => {
  it.each([
    [{ accounts: 0 }, 'No accounts are known yet. Read a key to see what it opens.'],
    [{ lostWithOneKey: 3 }, '3 of 14 accounts hang on one key.'],
    [{}, 'All 14 accounts survive the loss of any one key.'],
    [{ notKnown: 2 }, 'It is not known whether 2 of 14 accounts hang on one key.'],
    [{ lostWithOneKey: 3, notKnown: 2 }, '3 of 14 accounts hang on one key. For 2 accounts it is not known.'],
  ])('of %j is: %s', (some, sentence) => {
    expect(headline(en, totals(some))).toBe(sentence);
  });

  it('never says that all survive while one is not known, lost or without a way in', () => {
    for (const some of [{ notKnown: 1 }, { noWayIn: 1 }, { lostWithOneKey: 1 }]) {
      expect(headline(en, totals(some))).not.toContain('survive');
    }
  });

  it('is one text without gaps in Japanese', () => {
    expect(headline(ja, totals({ lostWithOneKey: 3, notKnown: 2 }))).toBe(
      'アカウント14件のうち3件は、キー1本だけが頼りです。2件のアカウントは不明です。',
    );
  });
});

describe('messages of a real report', () => {
  const bank = serviceOf('bank', ['bank.example'], { maxKeys: 1 });
  const report = analyseCoverage(
    inputOf({
      keys: [keyOf('a'), keyOf('b', { role: 'spare' }), keyOf('u', { role: 'spare', lastRead: null, pinSet: false })],
      services: [bank],
      enrolments: [
        readOf('a', 'one.example', 'mori'),
        readOf('a', 'two.example', 'mori'),
        readOf('b', 'two.example', 'mori'),
        readOf('b', 'bank.example', 'mori'),
        manualOf('a', 'bank', 'sato'),
      ],
      otherWaysIn: [wayOf('bank', 'mori', { kind: 'recovery-codes' }), wayOf('bank', 'mori', { kind: 'helpdesk' })],
    }),
  );

  it('names what is lost with a key', () => {
    expect(lossHeadline(en, report, simulateLoss(report, { keyIds: ['a'] }), ['Key a'])).toBe(
      'Without Key a, 1 of 4 accounts is closed. 1 more account may close: it is not known.',
    );
    expect(lossHeadline(en, report, simulateLoss(report, { keyIds: ['b'] }), ['Key b'])).toBe(
      'Without Key b, all 4 known accounts still open.',
    );
    expect(lossHeadline(ja, report, simulateLoss(report, { keyIds: ['a', 'b'] }), ['鍵1', '鍵2'])).toContain(
      '鍵1、鍵2を失うと',
    );
  });

  it('names the other ways in of a one-key service in the verdict', () => {
    const account = accountsOf(report).find((found) => found.userName === 'mori' && found.serviceId === 'bank');
    expect(account && verdictMessage(en, account)).toBe(
      'Service takes one key, other way in: help desk, recovery codes',
    );
  });

  it('has a sentence and a next step for every gap that the analysis finds', () => {
    const gaps = [...report.keys, ...accountsOf(report)].flatMap((part) => part.gaps);
    expect(new Set(gaps.map((gap) => gap.kind)).size).toBeGreaterThanOrEqual(4);
    for (const gap of gaps) {
      for (const t of [en, ja]) {
        const { text, next } = gapMessage(t, gap);
        expect(`${text}${next}`).not.toMatch(/[{}]|undefined/);
      }
    }
  });
});

describe('gapMessage', () => {
  const details = {
    key: 'Blue',
    place: 'home',
    ring: 'red bag',
    way: 'paper',
    names: 'Blue, Red',
    unread: 'Blue, Red',
    title: 'Weak chip',
    titleJa: '弱いチップ',
    reason: 'pin',
    help: 'desk',
    room: 1,
    count: 2,
    remaining: 0,
    ssh: 0,
    blocked: 0,
    none: 0,
    read: 1,
    affected: 1,
    service: 'GitHub',
    account: 'Bitwarden',
    through: '',
    min: 2,
    rpId: 'x.example',
    date: '2026-01-01',
    what: 'Blue',
    held: 0,
    local: 0,
  };
  it.each(gapKinds)('says %s in both languages', (kind) => {
    const gap: Gap = { kind, severity: 'warning', keyId: null, details };
    for (const t of [en, ja]) expect(gapMessage(t, gap).text).toMatch(/\S/);
  });

  it('says full, and SSH, in their own words', () => {
    const gap = (kind: Gap['kind'], some: Gap['details']): string =>
      gapMessage(en, { kind, severity: 'notice', keyId: null, details: { ...details, ...some } }).text;
    expect(gap('key-nearly-full', {})).toBe('Blue is full.');
    expect(gap('key-nearly-full', { remaining: 1 })).toBe('Blue has room for 1 more passkey.');
    expect(gap('not-known', { ssh: 1 })).toContain('SSH');
  });
});

describe('activityMessage', () => {
  it.each(activityKinds)('says %s, with or without details', (kind) => {
    const activity = { id: '1', at: '2026-01-01T00:00:00.000Z', kind, keyId: null, keyLabel: null, details: {} };
    for (const t of [en, ja]) expect(activityMessage(t, activity)).not.toMatch(/[{}]|undefined/);
    expect(activityMessage(en, { ...activity, kind: 'key-read', keyLabel: 'Blue' })).toBe('Blue was read.');
  });
});
