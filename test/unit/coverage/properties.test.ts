import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { cellOf } from '../../../src-shared/coverage/cell-of.ts';
import { createAnalyser } from '../../../src-shared/coverage/create-analyser.ts';
import type {
  CoverageAccount,
  CoverageInput,
  CoverageReport,
  Fate,
} from '../../../src-shared/coverage/coverage-types.ts';
import { presentFate, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { inventoryArbitrary, keyIds, liveEnrolment } from './arbitrary-inventory.ts';
import { accountsOf, day } from './coverage-fixtures.ts';

const isLong = process.env['SPAREKEY_LONG'] === '1';
const numRuns = isLong ? 100_000 : 1_000;
/** The machine may be busy with other tests. */
const timeout = isLong ? 7_200_000 : 120_000;
const seed = process.env['SPAREKEY_SEED'] === undefined ? {} : { seed: Number(process.env['SPAREKEY_SEED']) };
const runs = { numRuns, ...seed };
const inventory = inventoryArbitrary(false);

/** No is worse than not known, and that is worse than yes. */
const rank = (answer: boolean | null): number => (answer === true ? 2 : answer === null ? 1 : 0);
const byId = (report: CoverageReport): ReadonlyMap<string, CoverageAccount> =>
  new Map(accountsOf(report).map((account) => [account.accountId, account]));

function fates(report: CoverageReport, lost: { keyIds: readonly string[]; otherWayIds?: readonly string[] }) {
  const touched = new Map(simulateLoss(report, lost).touched.map(({ account, fate }) => [account.accountId, fate]));
  return new Map<string, Fate>(
    accountsOf(report).map((account) => [account.accountId, touched.get(account.accountId) ?? presentFate(account)]),
  );
}

/** Neither measure of an account that both inventories hold is better after than before. */
function expectNoBetter(before: CoverageReport, after: CoverageReport): number {
  const were = byId(before);
  let compared = 0;
  for (const account of accountsOf(after)) {
    const was = were.get(account.accountId);
    if (was === undefined) continue;
    compared++;
    const name = account.accountId;
    expect(rank(account.survivesAnyOneLoss), `loss ${name}`).toBeLessThanOrEqual(rank(was.survivesAnyOneLoss));
    expect(rank(account.survivesAnyOnePlace), `place ${name}`).toBeLessThanOrEqual(rank(was.survivesAnyOnePlace));
  }
  return compared;
}

function without(input: CoverageInput, keyId: string): CoverageInput {
  return {
    ...input,
    keys: input.keys.filter((key) => key.id !== keyId),
    enrolments: input.enrolments.filter((enrolment) => enrolment.keyId !== keyId),
  };
}

describe('coverage properties', { timeout }, () => {
  it('order and duplicates of what is recorded never matter', () => {
    fc.assert(
      fc.property(inventory, fc.nat(), (input, seed) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          [...items, ...items.slice(0, seed % 3)]
            .map((item, index) => [((index + 1) * 7919 * (seed + 1)) % 104729, item] as const)
            .toSorted(([left], [right]) => left - right)
            .map(([, item]) => item);
        const other = {
          ...input,
          keys: shuffled(input.keys),
          enrolments: shuffled(input.enrolments),
          otherWaysIn: shuffled(input.otherWaysIn),
          services: shuffled(input.services),
        };
        expect(analyseCoverage(other)).toEqual(analyseCoverage(input));
      }),
      runs,
    );
  });

  it('over accounts in both inventories, removing a key never improves survival of a loss or of a place', () => {
    let compared = 0;
    fc.assert(
      fc.property(inventory, fc.nat(), (input, choice) => {
        const gone = input.keys[choice % input.keys.length]?.id ?? '';
        const before = analyseCoverage(input);
        compared += expectNoBetter(before, analyseCoverage(without(input, gone)));
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(numRuns / 2);
  });

  it('recording a key as lost or retired never improves anything', () => {
    fc.assert(
      fc.property(inventory, fc.nat(), fc.boolean(), (input, choice, retired) => {
        const gone = input.keys[choice % input.keys.length]?.id ?? '';
        const change = retired ? { role: 'retired' as const } : { lostAt: day(11) };
        const keys = input.keys.map((key) => (key.id === gone ? { ...key, ...change } : key));
        expectNoBetter(analyseCoverage(input), analyseCoverage({ ...input, keys }));
      }),
      runs,
    );
  });

  it('recording one more enrolment never worsens survival of a loss or of a place', () => {
    let compared = 0;
    fc.assert(
      fc.property(inventory, liveEnrolment, (input, extra) => {
        fc.pre(!input.enrolments.some(({ id }) => id === extra.id));
        const more = { ...input, enrolments: [...input.enrolments, extra] };
        compared += expectNoBetter(analyseCoverage(more), analyseCoverage(input));
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(numRuns / 2);
  });

  it('what is not known is never reported as safe', () => {
    fc.assert(
      fc.property(inventory, (input) => {
        const inUse = new Set(
          input.keys.filter((key) => key.role !== 'retired' && key.lostAt === null).map((key) => key.id),
        );
        for (const account of accountsOf(analyseCoverage(input))) {
          const proofs = account.cells.filter(
            (cell) => (cell.evidence === 'read' || cell.evidence === 'told') && !cell.stale && inUse.has(cell.keyId),
          ).length;
          const ways = account.otherWaysIn.filter(
            ({ kind }) => kind !== 'helpdesk' && kind !== 'temporary-access-pass',
          ).length;
          if (account.survivesAnyOneLoss === true) expect(proofs + ways).toBeGreaterThanOrEqual(2);
          else expect(account.gaps.length).toBeGreaterThan(0);
          if (account.survivesAnyOnePlace === true) expect(account.survivesAnyOneLoss).toBe(true);
        }
      }),
      runs,
    );
  });

  it('losing nothing is the identity: no account is touched', () => {
    fc.assert(
      fc.property(inventory, (input) => {
        const report = analyseCoverage(input);
        expect(simulateLoss(report, { keyIds: [], otherWayIds: [] })).toEqual({
          lostKeyIds: [],
          lostWayIds: [],
          touched: [],
          counts: { 'locked-out': 0, perhaps: 0, helpdesk: 0, open: 0 },
        });
      }),
      runs,
    );
  });

  it('"what if" says what an analysis with those keys recorded as lost says', () => {
    fc.assert(
      fc.property(inventory, fc.subarray(keyIds), (input, lost) => {
        const keys = input.keys.map((key) => (lost.includes(key.id) ? { ...key, lostAt: day(11) } : key));
        const report = analyseCoverage(input);
        const found = fates(report, { keyIds: lost });
        for (const account of accountsOf(analyseCoverage({ ...input, keys }))) {
          const before = byId(report).get(account.accountId);
          // Losing one of two keys ends a contradiction; and which servers an SSH key opens nobody can say.
          const apart = before?.doubts.includes('contradiction') === true || account.serviceId === 'rp:ssh:';
          if (!apart) expect(found.get(account.accountId), account.accountId).toBe(presentFate(account));
        }
      }),
      runs,
    );
  });

  it('"what if" opens exactly what an analysis without those keys knows to open', () => {
    fc.assert(
      fc.property(inventory, fc.subarray(keyIds), (input, lost) => {
        const report = analyseCoverage(input);
        const found = fates(report, { keyIds: lost });
        const after = analyseCoverage(lost.reduce((rest, keyId) => without(rest, keyId), input));
        for (const account of accountsOf(after)) {
          const before = byId(report).get(account.accountId);
          const apart = before?.doubts.includes('contradiction') === true || account.serviceId === 'rp:ssh:';
          if (before === undefined || apart) continue;
          expect(found.get(account.accountId) === 'open', account.accountId).toBe(presentFate(account) === 'open');
        }
      }),
      runs,
    );
  });

  it('losing more never opens more', () => {
    const order: readonly Fate[] = ['locked-out', 'perhaps', 'helpdesk', 'open'];
    fc.assert(
      fc.property(inventory, fc.subarray(keyIds), fc.subarray(keyIds), fc.nat(), (input, some, others, choice) => {
        const report = analyseCoverage(input);
        const ways = input.otherWaysIn.filter((_, index) => ((choice >> index) & 1) === 1).map(({ id }) => id);
        const fewer = fates(report, { keyIds: some });
        const more = fates(report, { keyIds: [...some, ...others], otherWayIds: ways });
        for (const [accountId, fate] of more) {
          const was = fewer.get(accountId) ?? 'open';
          expect(order.indexOf(fate), accountId).toBeLessThanOrEqual(order.indexOf(was));
        }
      }),
      runs,
    );
  });

  it('a cell says absent only of a key that was read completely, and unknown keys are counted right', () => {
    fc.assert(
      fc.property(inventory, (input) => {
        const report = analyseCoverage(input);
        for (const account of accountsOf(report)) {
          const derived = input.keys
            .filter((key) => !account.cells.some((cell) => cell.keyId === key.id))
            .map((key) => ({ key, cell: cellOf(report, account, key.id) }));
          for (const { key, cell } of derived) {
            const listed = key.lastRead !== null && key.lastReadComplete && !key.needsReread;
            expect(cell.evidence).toBe(listed && account.discoverable ? 'absent' : 'unknown');
          }
          const perhaps = derived.filter(({ cell }) => cell.strength === 'perhaps').length;
          expect(account.possibleKeys, account.accountId).toBe(perhaps);
        }
      }),
      runs,
    );
  });
});

describe('an analysis that remembers', { timeout }, () => {
  it('says the same as a first one, whatever changed in between and even if all records were sent anew', () => {
    fc.assert(
      fc.property(
        fc.array(inventory, { minLength: 2, maxLength: 4 }),
        liveEnrolment,
        fc.nat(40),
        (inputs, extra, days) => {
          const analyse = createAnalyser();
          const steps = inputs.flatMap((input) => [
            input,
            { ...structuredClone({ ...input, services: [] }), services: input.services },
            { ...input, enrolments: [...input.enrolments.filter(({ id }) => id !== extra.id), extra] },
            { ...input, now: day(12 + days) },
            { ...input, keys: input.keys.map((key) => ({ ...key, lastSeen: day(12), lastRead: day(12) })) },
            { ...input, otherWaysIn: input.otherWaysIn.slice(1) },
            input,
            // Facts of one key alone, as a plug-in or an edit changes them.
            {
              ...input,
              keys: input.keys.map((key, index) => (index === 0 ? { ...key, pinSet: key.pinSet === false } : key)),
            },
            { ...input, keys: input.keys.map((key, index) => (index === 0 ? { ...key, place: 'HOME' } : key)) },
            { ...input, enrolments: input.enrolments.toReversed() },
          ]);
          for (const step of steps) expect(analyse(step)).toEqual(analyseCoverage(step));
        },
      ),
      { ...runs, numRuns: Math.ceil(numRuns / 10) },
    );
  });
});
