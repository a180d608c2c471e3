import { siteOf } from '../../src-shared/public-suffix/site-of.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../src-shared/coverage/loss-report.ts';
import { simulateLoss } from '../../src-shared/coverage/simulate-loss.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import {
  isPlaceLost,
  lostNames,
  namedPlaces,
  nothingLost,
  toggleKey,
  togglePlace,
} from '../../src-renderer/features/coverage/lost-things.ts';
import {
  countFitting,
  filterMask,
  noFilters,
  ownersOf,
} from '../../src-renderer/features/coverage/filters/matrix-filters.ts';
import {
  createMatrixIndex,
  matrixGroupings,
  type MatrixIndex,
  matrixSorts,
} from '../../src-renderer/features/coverage/matrix/matrix-index.ts';
import { createMatrixSearch } from '../../src-renderer/features/coverage/filters/matrix-search.ts';
import { overviewLayout } from '../../src-renderer/features/coverage/zoom/overview-layout.ts';
import { printedRows } from '../../src-renderer/features/coverage/print/print-rows.ts';
import {
  createFilteredAccounts,
  type FilterQuery,
} from '../../src-renderer/features/coverage/matrix/filtered-accounts.ts';
import { createRows, type MatrixRow, type RowModel } from '../../src-renderer/features/coverage/matrix/row-model.ts';
import { createRowOffsets } from '../../src-renderer/features/coverage/matrix/row-offsets.ts';
import { untilNextChange } from '../../src-renderer/features/coverage/use-coverage.ts';
import { localTime } from '../helpers/local-time.ts';
import { emptySnapshot, inventoryKey, now, readEnrolment } from './fake-data.ts';

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
const index = createMatrixIndex(report, compare);

function namesOf(rows: RowModel): readonly string[] {
  return Array.from({ length: rows.count }, (_, row) => nameOf(rows.at(row)));
}

function nameOf(row: MatrixRow | undefined): string {
  if (row === undefined) return 'nothing';
  if (row.type === 'section') return `# ${row.lossImpact} ${String(row.count)}`;
  if (row.type === 'group') return `= ${row.entry.service.name} ${String(row.count)}/${String(row.withGaps)}`;
  return `${row.entry.account.rpId ?? ''} ${row.entry.account.userName ?? ''}`;
}

/** Computes the rows the slow way: account by account. */
function plainRows({ sort, grouping, masks }: FilterQuery, loss: LossReport | null): readonly string[] {
  const visible = [...index.order(sort, grouping)].filter((place) =>
    masks.every((mask) => mask === null || mask[place] === 1),
  );
  const lossImpactOf = (place: number) =>
    loss?.touched.find(({ account }) => account === index.entries[place]?.account)?.lossImpact;
  const named = (place: number): string => {
    const account = index.entries[place]?.account;
    return `${account?.rpId ?? ''} ${account?.userName ?? ''}`;
  };
  const lifted = (['locked-out', 'perhaps', 'helpdesk', 'open'] as const).flatMap((lossImpact) => {
    const section = visible.filter((place) => lossImpactOf(place) === lossImpact);
    return section.length === 0 ? [] : [`# ${lossImpact} ${String(section.length)}`, ...section.map(named)];
  });
  const rest = visible.filter((place) => lossImpactOf(place) === undefined);
  const numbers = index.groups(grouping);
  const grouped = rest.flatMap((place, at) => {
    const group = rest.filter((other) => numbers !== null && numbers[other] === numbers[place]);
    const first = group.length > 1 && numbers?.[rest[at - 1] ?? -1] !== numbers?.[place];
    const withGaps = group.filter((other) => (index.entries[other]?.account.gaps.length ?? 0) > 0).length;
    const heading = `= ${index.entries[place]?.service.name ?? ''} ${String(group.length)}/${String(withGaps)}`;
    return first ? [heading, named(place)] : [named(place)];
  });
  return [...lifted, ...(loss !== null && rest.length > 0 ? [`# untouched ${String(rest.length)}`] : []), ...grouped];
}

const plain = { sort: 'name', grouping: 'none', masks: [] } as const;

function rowsOf(of: MatrixIndex, query: FilterQuery, loss: LossReport | null = null): RowModel {
  return createRows(createFilteredAccounts(of, query), loss);
}

describe('filters', () => {
  const left = (filters: Partial<typeof noFilters>): readonly string[] =>
    namesOf(rowsOf(index, { ...plain, masks: [filterMask(index, { ...noFilters, ...filters })] })).toSorted();

  it('nothing is narrowed without a filter', () => {
    expect(filterMask(index, noFilters)).toBeNull();
    expect(filterMask(index, { ...noFilters, usedKeys: true })).toBeNull();
  });

  it('gaps: only accounts that need something done', () => {
    expect(left({ gaps: true })).toEqual(
      ['github.com bot', 'login.mail.example ミカ', 'mail.example mika', 'shop.example aki'].toSorted(),
    );
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
    expect(left({ owner: 'Aki', gaps: true })).toEqual(['shop.example aki']);
    expect(left({ importance: 'high' })).toEqual([]);
    expect(left({ importance: 'normal' })).toHaveLength(5);
  });

  it('stale: what was told long ago', () => {
    const long = '2024-01-01T00:00:00.000Z';
    const told = readEnrolment('blue', 'old.example', 'mika', { evidence: 'told', asOf: long, firstSeen: long });
    const aged = reportOf({
      keys: keys.map((key) => ({ ...key, lastSeen: long, lastRead: long })),
      enrolments: [told],
    });
    const agedIndex = createMatrixIndex(aged, compare);
    expect(countFitting(agedIndex, 'stale')).toBe(1);
    expect(countFitting(index, 'stale')).toBe(0);
  });
});

describe('groups and order', () => {
  it('a service with several accounts has a heading that counts them; one with a single account has none', () => {
    const rows = rowsOf(index, { ...plain, grouping: 'service' });
    expect(namesOf(rows)).toEqual([
      '= github.com 2/1',
      'github.com bot',
      'github.com mika',
      'login.mail.example ミカ',
      'mail.example mika',
      'shop.example aki',
    ]);
    expect(rows.accounts).toBe(5);
    expect(rows.entryIndexAt(0)).toBe(-1);
  });

  it('by domain accounts of one registrable domain stand together', () => {
    const names = namesOf(rowsOf(index, { ...plain, grouping: 'domain', sort: 'risk' }));
    const [first, second] = [names.indexOf('mail.example mika'), names.indexOf('login.mail.example ミカ')];
    expect(Math.abs(first - second)).toBe(1);
  });

  it('every order holds every account once', () => {
    for (const sort of matrixSorts) {
      for (const grouping of matrixGroupings) {
        expect([...index.order(sort, grouping)].toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4]);
      }
    }
  });

  it('names are sorted as the language does, numbers by value, whatever the letters are', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'Z', 'é', '1', '2', '0', '-', '@', 'み'), maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (names) => {
        const made = reportOf({ enrolments: names.map((one) => readEnrolment('blue', 'a.example', one || 'x')) });
        const order = createMatrixIndex(made, compare).order('name', 'none');
        const entries = made.services.flatMap((service) => service.accounts);
        const sorted = [...order].map((place) => entries[place]?.userName ?? '');
        for (const [before, one] of sorted.slice(1).entries())
          expect(compare(sorted[before] ?? '', one)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('search', () => {
  it('takes every word, in any case and width, in service, RP ID and names', () => {
    const search = createMatrixSearch(index);
    const found = (text: string): readonly string[] => namesOf(rowsOf(index, { ...plain, masks: [search.find(text)] }));
    expect(search.find('  ')).toBeNull();
    expect(found('GITHUB bot')).toEqual(['github.com bot']);
    expect(found('ｍｉｋａ mail')).toEqual(['mail.example mika']);
    expect(found('ミカ')).toEqual(['login.mail.example ミカ']);
    expect(found('zebra')).toEqual([]);
  });

  it('a search that grows letter by letter finds what a new one finds', () => {
    const letters = fc.string({ unit: fc.constantFrom('m', 'i', 'k', 'a', ' ', 'l', '.', 'e', 'g'), maxLength: 9 });
    fc.assert(
      fc.property(letters, (text) => {
        const growing = createMatrixSearch(index);
        let before: Uint8Array | null = null;
        for (let end = 1; end <= text.length; end++) {
          const part = text.slice(0, end);
          const found = growing.find(part);
          expect(found).toEqual(createMatrixSearch(index).find(part));
          // What stays the same is the same object: nothing is laid out or drawn for that letter.
          expect(found === before).toBe(found?.join('') === before?.join(''));
          before = found;
        }
      }),
    );
  });

  it('finds exactly the accounts whose words contain every word sought, and knows the words of the search before it', () => {
    const piece = fc.string({ unit: fc.constantFrom('m', 'i', 'a', 'z', '0', '6', '.', 'ミ', 'É'), maxLength: 4 });
    const named = createMatrixIndex(
      reportOf({
        enrolments: ['zim', 'a06', 'mi.é', 'ミ0', '60 zz'].map((user) => readEnrolment('blue', 'm.example', user)),
      }),
      compare,
    );
    const before = createMatrixSearch(named);
    before.prepare(() => true);
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.boolean(), (pieces, carriedOver) => {
        const text = pieces.join(' ');
        const sought = text.toLowerCase().split(' ').filter(Boolean);
        const found = createMatrixSearch(named, carriedOver ? before : undefined).find(text);
        const naive = named.entries.map(({ service, account }) =>
          sought.every((word) => `${service.name} ${account.rpId ?? ''} ${account.userName ?? ''}`.includes(word))
            ? 1
            : 0,
        );
        expect(found === null ? null : [...found]).toEqual(naive.includes(0) ? naive : null);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a loss does to the rows', () => {
  it('lifts what it touches to the top by its fate; of the others it says that nothing changes', () => {
    const loss = simulateLoss(report, { keyIds: ['safe'] });
    const rows = rowsOf(index, plain, loss);
    expect(namesOf(rows)).toEqual([
      '# locked-out 1',
      'shop.example aki',
      '# open 1',
      'github.com mika',
      '# untouched 3',
      'github.com bot',
      'mail.example mika',
      'login.mail.example ミカ',
    ]);
    const first = rows.at(1);
    expect(first?.type === 'account' ? first.after?.lossImpact : null).toBe('locked-out');
  });

  it('loses, adds and doubles no account, whatever is lost, sought and filtered', () => {
    const ids = keys.map((key) => key.id);
    fc.assert(
      fc.property(
        fc.subarray(ids),
        fc.constantFrom('', 'mika', 'example'),
        fc.constantFrom(...matrixGroupings),
        fc.boolean(),
        (keyIds, text, grouping, gaps) => {
          const masks = [createMatrixSearch(index).find(text), filterMask(index, { ...noFilters, gaps })];
          const loss = keyIds.length === 0 ? null : simulateLoss(report, { keyIds });
          const shown = (rows: RowModel): readonly number[] =>
            Array.from({ length: rows.count }, (_, row) => rows.entryIndexAt(row))
              .filter((place) => place >= 0)
              .toSorted((one, other) => one - other);
          const without = rowsOf(index, { sort: 'risk', grouping, masks });
          const rows = rowsOf(index, { sort: 'risk', grouping, masks }, loss);
          expect(shown(rows)).toEqual(shown(without));
          expect(namesOf(rows)).toEqual(plainRows({ sort: 'risk', grouping, masks }, loss));
          expect(rows.accounts).toBe(without.accounts);
        },
      ),
    );
  });
});

describe('where rows lie', () => {
  it('the row at a distance is the one that covers it', () => {
    const rows = rowsOf(index, { ...plain, grouping: 'service' });
    const measured = { of: new Float32Array(index.entries.length) };
    measured.of[rows.entryIndexAt(1)] = 65;
    const offsets = createRowOffsets(rows, { account: 48, heading: 32, measured });
    expect(offsets.total).toBe(32 + 65 + 48 + 48 + 48 + 48);
    expect(offsets.top(2)).toBe(97);
    expect(offsets.height(1)).toBe(65);
    for (let row = 0; row < rows.count; row++) {
      expect(offsets.rowAt(offsets.top(row))).toBe(row);
      expect(offsets.rowAt(offsets.top(row) + offsets.height(row) - 1)).toBe(row);
    }
    expect(offsets.rowAt(1e9)).toBe(rows.count - 1);
  });

  it.each(matrixGroupings)('rows that are not measured lie where adding them up says (by %s)', (grouping) => {
    const rows = rowsOf(index, { ...plain, grouping }, simulateLoss(report, { keyIds: ['blue'] }));
    const offsets = createRowOffsets(rows, { account: 48, heading: 32, measured: null });
    let top = 0;
    for (let row = 0; row < rows.count; row++) {
      expect(offsets.top(row)).toBe(top);
      expect(offsets.height(row)).toBe(rows.entryIndexAt(row) < 0 ? 32 : 48);
      expect(offsets.rowAt(top)).toBe(row);
      top += offsets.height(row);
      expect(offsets.rowAt(top - 1)).toBe(row);
    }
    expect(offsets.total).toBe(top);
    expect(rows.headingRows.length).toBeGreaterThan(0);
  });
});

describe('places and key rings', () => {
  const places = namedPlaces(report);
  const bag = places.find((place) => place.place === 'bag');
  const ring = places.find((place) => place.place === 'house keys');

  it('those that hold up the most come first', () => {
    expect(places.map((place) => place.holds)).toEqual(places.map((place) => place.holds).toSorted((a, b) => b - a));
    expect(bag?.holds).toBe(3);
    expect(ring?.kind).toBe('ring');
  });

  it('pressing one takes everything kept there, pressing again gives it back', () => {
    if (bag === undefined) throw new Error('no bag');
    const lost = togglePlace(toggleKey(nothingLost, 'safe'), bag);
    expect([...lost.keyIds].toSorted()).toEqual(['blue', 'green', 'safe']);
    expect(isPlaceLost(lost, bag)).toBe(true);
    expect([...togglePlace(lost, bag).keyIds]).toEqual(['safe']);
    expect(isPlaceLost(toggleKey(lost, 'blue'), bag)).toBe(false);
  });

  it('the headline names a whole place once, and the other keys by name', () => {
    if (bag === undefined) throw new Error('no bag');
    const names = lostNames(togglePlace(toggleKey(nothingLost, 'safe'), bag), places);
    expect(names.places).toHaveLength(1);
    expect(names.keyIds).toEqual(['safe']);
    expect(lostNames(toggleKey(nothingLost, 'blue'), places)).toEqual({ places: [], keyIds: ['blue'] });
  });
});

describe('paper', () => {
  it('has a column for each key while they fit, else names the keys in each row', () => {
    const rows = rowsOf(index, plain);
    expect(printedRows(rows, report.keys).columns).toHaveLength(4);
    const many = Array.from({ length: 30 }, (_, at) => ({ ...(report.keys[0] ?? fail()), keyId: `k${String(at)}` }));
    expect(printedRows(rows, [...report.keys, ...many]).columns?.map((key) => key.keyId)).toEqual(
      report.keys.map((key) => key.keyId),
    );
  });

  it('says how many accounts it leaves out', () => {
    const large = reportOf({
      enrolments: Array.from({ length: 2_100 }, (_, at) => readEnrolment('blue', 'a.example', `user${String(at)}`)),
    });
    const rows = rowsOf(createMatrixIndex(large, compare), { ...plain, sort: 'risk' });
    expect(printedRows(rows, large.keys)).toMatchObject({ leftOut: 100 });
  });
});

describe('the overview', () => {
  it('fits hundreds of keys and rows into a window, and a few into large marks', () => {
    const large = overviewLayout(1080, 560, 250, 160);
    expect(large.totalWidth).toBeLessThanOrEqual(1080);
    expect(large.totalHeight).toBeLessThanOrEqual(560);
    const small = overviewLayout(1080, 560, 2, 6);
    expect(small.cellWidth).toBe(24);
    expect(overviewLayout(1080, 560, 1_000, 40_000).cellWidth).toBe(4);
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
