import { type AccountEntry, entriesOf } from '../../src-shared/coverage/account-entry.ts';
import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { riskOf } from '../../src-shared/coverage/account-risk.ts';
import { accountRisks } from '../../src-shared/domain/account-risk.ts';
import { analyseCoverage } from '../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { byName, byRisk } from '../../src-renderer/features/coverage/account-risks.ts';
import {
  type AccountFilters,
  countSet,
  filterTest,
  isNarrowed,
  noFilters,
  ownersOf,
  toDo,
} from '../../src-renderer/features/coverage/filters/account-filters.ts';
import { createAccountSearch, searchTermsOf } from '../../src-renderer/features/coverage/filters/account-search.ts';
import { mapLayout } from '../../src-renderer/features/coverage/map/map-layout.ts';
import { printedRows } from '../../src-renderer/features/coverage/print/print-rows.ts';
import { tableLayout } from '../../src-renderer/features/coverage/table/table-layout.ts';
import { untilNextChange } from '../../src-renderer/features/coverage/use-coverage.ts';
import { localTime } from '../helpers/local-time.ts';
import { emptySnapshot, inventoryKey, now, readEnrolment } from './fake-data.ts';

const t = createTranslator('en');
const collator = new Intl.Collator('en', { numeric: true });
const compare = (left: string, right: string): number => collator.compare(left, right);

const keys = [
  inventoryKey('blue', 'Blue', { owner: 'Mika', place: 'bag', carriedOn: 'house keys' }),
  inventoryKey('green', 'Green', { owner: 'Mika', place: 'bag', carriedOn: 'house keys', vendorSerial: '2' }),
  inventoryKey('safe', 'Safe', { owner: 'Aki', place: 'safe', role: 'spare', vendorSerial: '3' }),
  inventoryKey('old', 'Old', { role: 'retired', vendorSerial: '4' }),
];
const enrolments = [
  readEnrolment('blue', 'github.com', 'mika'),
  readEnrolment('safe', 'github.com', 'mika'),
  readEnrolment('blue', 'github.com', 'bot'),
  readEnrolment('green', 'mail.example', 'mika'),
  readEnrolment('safe', 'shop.example', 'aki'),
  readEnrolment('old', 'shop.example', 'aki'),
  readEnrolment('blue', 'login.mail.example', 'ミカ'),
];

function reportOf(change: Partial<InventorySnapshot> = {}): CoverageReport {
  const snapshot = { ...emptySnapshot, keys, enrolments, ...change };
  return analyseCoverage(
    coverageInputOf(snapshot, { services: [], advisories: [], otherWayProviders: [], siteOf }, now),
  );
}

const report = reportOf();
const entries = entriesOf(report);

function nameOf({ account }: AccountEntry): string {
  return `${account.rpId ?? ''} ${account.userName ?? ''}`;
}

describe('filters', () => {
  const left = (filters: Partial<AccountFilters>): readonly string[] =>
    entries
      .filter(filterTest(report, { ...noFilters, ...filters }))
      .map(nameOf)
      .toSorted();

  it('nothing is narrowed without a filter, and leaving out columns narrows no rows', () => {
    expect(left({})).toHaveLength(5);
    expect(isNarrowed(noFilters)).toBe(false);
    expect(left({ unusedKeys: false })).toHaveLength(5);
    expect(isNarrowed({ ...noFilters, unusedKeys: false })).toBe(false);
  });

  it('by how accounts stand: those of the tally, and all with something to do', () => {
    expect(left({ risks: new Set(toDo) })).toEqual(
      ['github.com bot', 'login.mail.example ミカ', 'mail.example mika', 'shop.example aki'].toSorted(),
    );
    expect(left({ risks: new Set(['survives'] as const) })).toEqual(['github.com mika']);
    const parts = accountRisks.map((risk) => left({ risks: new Set([risk]) }).length);
    expect(parts.reduce((sum, count) => sum + count)).toBe(5);
  });

  it('exactly one key: a retired key does not count', () => {
    expect(left({ oneKey: true })).toContain('shop.example aki');
    expect(left({ oneKey: true })).not.toContain('github.com mika');
  });

  it('one key: the accounts that it opens, whatever else does', () => {
    expect(left({ keyId: 'safe' })).toEqual(['github.com mika', 'shop.example aki']);
    expect(left({ keyId: 'nobody' })).toEqual([]);
  });

  it('owner and importance, and all of them together', () => {
    expect(ownersOf(report)).toEqual(['Mika', 'Aki']);
    expect(left({ owner: 'Aki' })).toEqual(['github.com mika', 'shop.example aki']);
    expect(left({ owner: 'Aki', risks: new Set(toDo) })).toEqual(['shop.example aki']);
    expect(left({ importance: 'high' })).toEqual([]);
    expect(left({ importance: 'normal' })).toHaveLength(5);
    expect(countSet({ ...noFilters, owner: 'Aki', stale: true, risks: new Set(toDo) })).toBe(2);
  });

  it('stale: what was recorded long ago', () => {
    const long = '2024-01-01T00:00:00.000Z';
    const told = readEnrolment('blue', 'old.example', 'mika', { evidence: 'told', asOf: long, firstSeen: long });
    const aged = reportOf({
      keys: keys.map((key) => ({ ...key, lastSeen: long, lastRead: long })),
      enrolments: [told],
    });
    const count = (of: CoverageReport) => entriesOf(of).filter(filterTest(of, { ...noFilters, stale: true })).length;
    expect([count(aged), count(report)]).toEqual([1, 0]);
  });
});

describe('order', () => {
  it('by risk: what hangs on one key first, by that key; every account once', () => {
    const sorted = byRisk(report, entries);
    const ranks = sorted.map(({ account }) => accountRisks.indexOf(riskOf(account)));
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
    const order = report.keys.map(({ keyId }) => keyId);
    const holders = sorted
      .filter(({ account }) => riskOf(account) === 'one-key')
      .map(({ account }) => order.indexOf(account.onlyKeyId ?? ''));
    expect(holders).toEqual(holders.toSorted((left, right) => left - right));
    expect(sorted.map(nameOf).toSorted()).toEqual(entries.map(nameOf).toSorted());
  });

  it('by name as the language sorts, numbers by value', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', 'é', '1', '2', '0', '-', '@', 'み'), maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (names) => {
        const made = reportOf({ enrolments: names.map((one) => readEnrolment('blue', 'a.example', one || 'x')) });
        const sorted = byName(entriesOf(made), ({ account }) => account.userName ?? '', compare);
        const users = sorted.map(({ account }) => account.userName ?? '');
        for (const [before, one] of users.slice(1).entries())
          expect(compare(users[before] ?? '', one)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('search', () => {
  const matches = createAccountSearch(t, report);
  const found = (text: string): readonly string[] =>
    entries
      .filter((entry) => matches(entry, searchTermsOf(text)))
      .map(nameOf)
      .toSorted();

  it('takes every word, in any case and width, in service, RP ID and names', () => {
    expect(found('  ')).toHaveLength(5);
    expect(found('GITHUB bot')).toEqual(['github.com bot']);
    expect(found('ｍｉｋａ mail.example')).toContain('mail.example mika');
    expect(found('ミカ')).toEqual(['login.mail.example ミカ']);
    expect(found('zebra')).toEqual([]);
  });

  it.each([
    ['a key that opens it', 'green', ['mail.example mika']],
    ['its place', 'safe aki', ['github.com mika', 'shop.example aki']],
    ['its bag and owner', 'house keys mika bot', ['github.com bot']],
    ['the verdict', 'only green', ['mail.example mika']],
    ['how it stands', 'survive', ['github.com mika']],
    ['how grave that is', 'critical shop', ['shop.example aki']],
  ])('finds %s', (_, text, names) => {
    expect(found(text)).toEqual(names);
  });

  it('finds other ways in by kind, name and place', () => {
    const [first] = enrolments;
    const way = {
      id: 'w',
      serviceId: null,
      rpId: 'github.com',
      userId: first?.userId ?? null,
      userName: 'mika',
      kind: 'recovery-codes',
      providerId: null,
      name: 'Sheet',
      owner: null,
      accountId: null,
      requires: null,
      place: 'Bank box',
      carriedOn: null,
      link: null,
      validFrom: null,
      validUntil: null,
      hours: null,
      contact: null,
      asOf: now,
      note: null,
    } as const;
    const withCodes = reportOf({ otherWaysIn: [way] });
    const sought = createAccountSearch(t, withCodes);
    for (const text of ['recovery codes', 'sheet', 'bank box', 'github box']) {
      const fitting = entriesOf(withCodes).filter((entry) => sought(entry, searchTermsOf(text)));
      expect(fitting.map(nameOf), text).toEqual(['github.com mika']);
    }
  });

  it('finds exactly the accounts whose text has every word', () => {
    const piece = fc.string({ unit: fc.constantFrom('m', 'i', 'a', 'z', '0', '6', '.', 'ミ', 'é'), maxLength: 4 });
    const named = reportOf({
      enrolments: ['zim', 'a06', 'mi.é', 'ミ0', '60 zz'].map((user) => readEnrolment('blue', 'm.example', user)),
    });
    const sought = createAccountSearch(t, named);
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), (pieces) => {
        const words = searchTermsOf(pieces.join(' '));
        const all = entriesOf(named);
        const each = words.map((word) => all.filter((entry) => sought(entry, [word])));
        const together = all.filter((entry) => sought(entry, words));
        expect(together).toEqual(all.filter((entry) => each.every((some) => some.includes(entry))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('paper', () => {
  it('has a column for each key while they fit, else names the keys in each row', () => {
    expect(printedRows(entries, report.keys).columns).toHaveLength(4);
    const many = Array.from({ length: 30 }, (_, at) => ({ ...(report.keys[0] ?? fail()), keyId: `k${String(at)}` }));
    expect(printedRows(entries, [...report.keys, ...many]).columns?.map((key) => key.keyId)).toEqual(
      report.keys.map((key) => key.keyId),
    );
  });

  it('says how many accounts it leaves out', () => {
    const large = reportOf({
      enrolments: Array.from({ length: 2_100 }, (_, at) => readEnrolment('blue', 'a.example', `user${String(at)}`)),
    });
    expect(printedRows(entriesOf(large), large.keys)).toMatchObject({ leftOut: 100 });
  });
});

describe('the map', () => {
  it('fits hundreds of keys and rows into a window, and a few into large marks', () => {
    const large = mapLayout(1280, 560, 250, 140);
    expect(large.totalWidth).toBeLessThanOrEqual(1280);
    expect(large.totalHeight).toBeLessThanOrEqual(560);
    expect(mapLayout(1080, 560, 2, 6).cellWidth).toBe(96);
    expect(mapLayout(1080, 560, 1_000, 40_000).cellWidth).toBe(4);
  });

  it('names as many rows and keys as there is room for, 12 px each', () => {
    for (const [keyCount, rowCount] of [
      [13, 20],
      [100, 100],
      [1_000, 40_000],
    ] as const) {
      const { cellWidth, cellHeight, namedKeys, namedRows } = mapLayout(1080, 560, keyCount, rowCount);
      expect(cellWidth * namedKeys).toBeGreaterThanOrEqual(12);
      expect(cellHeight * namedRows).toBeGreaterThanOrEqual(12);
      expect(cellWidth * (namedKeys - 1)).toBeLessThan(12);
    }
  });
});

describe('the table', () => {
  const plain = { wideLetters: false, low: false, compact: false };

  it.each([
    [1072, 4, plain],
    [1072, 4, { ...plain, wideLetters: true }],
    [736, 4, plain],
    [744, 4, { ...plain, low: true }],
    [584, 4, { ...plain, low: true }],
    [1072, 8, plain],
  ])('O-05 at %i px and %i keys all columns fit beside a scroll bar', (width, count, options) => {
    const { account, key, other, verdict, pinned } = tableLayout(width, { keys: count, unread: 0 }, options);
    expect(account + count * key + other + verdict + 10).toBeLessThanOrEqual(width);
    expect(pinned).toBe(false);
  });

  it.each([
    [1072, plain],
    [744, { ...plain, low: true }],
    [584, { ...plain, low: true }],
  ])('at %i px the head of a key that was never read has room for its button', (width, options) => {
    const layout = tableLayout(width, { keys: 1, unread: 1 }, options);
    expect(layout.account + layout.key + layout.unread + layout.other + layout.verdict).toBeLessThanOrEqual(width);
    expect(layout.unread).toBeGreaterThanOrEqual(140);
    expect(layout.headHeight).toBeGreaterThanOrEqual(88);
  });

  it('has narrow heads from the seventh key on, and keeps the verdict in sight where keys do not fit', () => {
    expect(tableLayout(2000, { keys: 6, unread: 0 }, plain).head).toBe('full');
    expect(tableLayout(2000, { keys: 7, unread: 0 }, plain)).toMatchObject({ head: 'short', key: 68 });
    expect(tableLayout(1072, { keys: 40, unread: 0 }, plain).pinned).toBe(true);
    expect(tableLayout(600, { keys: 40, unread: 0 }, plain).pinned).toBe(false);
    expect(tableLayout(1072, { keys: 20, unread: 0 }, { ...plain, compact: true })).toMatchObject({
      head: 'upright',
      pinned: false,
    });
  });
});

describe('when to judge again', () => {
  const way = { validFrom: null, validUntil: localTime('2026-11-20T10:00') };
  const waysOf = (...ways: readonly { validFrom: string | null; validUntil: string | null }[]) =>
    ways as unknown as InventorySnapshot['otherWaysIn'];

  it('as soon as a pass is over, else with the next day', () => {
    expect(untilNextChange({ otherWaysIn: waysOf(way) }, now)).toBe(30 * 60_000 + 1_000);
    expect(untilNextChange({ otherWaysIn: [] }, now)).toBeLessThanOrEqual(24 * 60 * 60_000 + 1_000);
    const over = waysOf({ validFrom: null, validUntil: localTime('2026-11-19T10:00') });
    expect(untilNextChange({ otherWaysIn: over }, now)).toBe(untilNextChange({ otherWaysIn: [] }, now));
  });
});

function fail(): never {
  throw new Error('no key');
}
