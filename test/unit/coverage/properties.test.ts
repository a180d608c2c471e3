import { neededBy, byId, outcomeOrder, lossImpacts, needsUnknown, rank, unattached } from './report-facts.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { cellOf } from '../../../src-shared/coverage/cell-of.ts';
import { createAnalyser } from '../../../src-shared/coverage/create-analyser.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import { presentLossImpact, simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { inventoryArbitrary, keyIds, liveEnrolment } from './arbitrary-inventory.ts';
import { accountsOf, day } from './coverage-fixtures.ts';

const isLong = process.env['SPAREKEY_LONG'] === '1';
const numRuns = isLong ? 100_000 : 1_000;
/** The machine may be busy with other tests. */
const timeout = isLong ? 7_200_000 : 120_000;
/** The same inputs in every run of npm test; the long runs draw others. */
const seed = { seed: Number(process.env['SPAREKEY_SEED'] ?? 20_261_129) };
const runs = { numRuns, ...seed };
/** Accounts that open by their own keys and things. */
const inventory = inventoryArbitrary({ simple: false, dependent: false });
const kinds = [
  { title: 'accounts that open by themselves', any: inventory },
  { title: 'accounts that depend on others', any: inventoryArbitrary({ simple: false, dependent: true }) },
];

/**
 * Expects that neither measure of an account that both inventories hold is better after than before. Where a record by hand fits several
 * accounts in one of them and one account in the other, it counts for that one only there: such a service is not compared.
 */
function expectNoBetter(before: CoverageReport, after: CoverageReport): number {
  const were = byId(before);
  let compared = 0;
  for (const account of accountsOf(after)) {
    const name = account.accountId;
    const was = were.get(name);
    // Where nothing is known to open it any more, and an account that it needs is not known, it is not known by rule.
    if (presentLossImpact(after, account) !== 'open' && needsUnknown(after, name)) continue;
    const services = [account.serviceId, ...(account.serviceId === 'windows' ? ['microsoft-entra-id'] : [])];
    const isAttachedAlike = services.every(
      (serviceId) => unattached(before, serviceId) === unattached(after, serviceId),
    );
    if (was === undefined || !isAttachedAlike) continue;
    compared++;
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

/**
 * Lists the ids of the accounts of which a loss says something else than a record of it: losing one of two keys ends a contradiction, and
 * which servers an SSH key opens nobody can say; and of those that need such an account.
 */
function apart(report: CoverageReport): ReadonlySet<string> {
  const accounts = byId(report);
  const isApart = (accountId: string): boolean => {
    const account = accounts.get(accountId);
    return account?.doubts.includes('contradiction') === true || account?.serviceId === 'rp:ssh:';
  };
  return new Set([...accounts.keys()].filter((accountId) => [...neededBy(report, accountId)].some(isApart)));
}

function isHelp({ kind, requires }: OtherWayIn): boolean {
  const needsPeople = requires?.some(({ type }) => type === 'people') === true;
  return kind === 'helpdesk' || kind === 'temporary-access-pass' || needsPeople;
}

describe.each(kinds)('coverage properties, of $title', { timeout }, ({ any }) => {
  it('order and duplicates of what is recorded never matter', () => {
    fc.assert(
      fc.property(any, fc.nat(), (input, number) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          [...items, ...items.slice(0, number % 3)]
            .map((item, index) => [((index + 1) * 7919 * (number + 1)) % 104729, item] as const)
            .toSorted(([left], [right]) => left - right)
            .map(([, item]) => item);
        const ids = accountsOf(analyseCoverage(input)).map(({ accountId }) => accountId);
        const sameAccounts = ids.slice(1, 1 + (number % 4)).map((id, index) => ({
          id: `same-${index}`,
          accountIds: [ids[index] ?? '', id] as [string, string],
          asOf: day(3),
        }));
        const joined = { ...input, sameAccounts };
        const other = {
          ...joined,
          keys: shuffled(input.keys),
          enrolments: shuffled(input.enrolments),
          otherWaysIn: shuffled(input.otherWaysIn),
          devices: shuffled(input.devices),
          sameAccounts: shuffled(sameAccounts),
          services: shuffled(input.services),
          otherWayProviders: shuffled(input.otherWayProviders),
        };
        expect(analyseCoverage(other)).toEqual(analyseCoverage(joined));
      }),
      runs,
    );
  });

  it('recording a key as lost or retired never improves anything', () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.boolean(), (input, choice, retired) => {
        const gone = input.keys[choice % input.keys.length]?.id ?? '';
        const change = retired ? { role: 'retired' as const } : { lostAt: day(11) };
        const keys = input.keys.map((key) => (key.id === gone ? { ...key, ...change } : key));
        expectNoBetter(analyseCoverage(input), analyseCoverage({ ...input, keys }));
      }),
      runs,
    );
  });

  it('what is not known is never reported as safe', () => {
    fc.assert(
      fc.property(any, (input) => {
        const inUse = new Set(
          input.keys.filter((key) => key.role !== 'retired' && key.lostAt === null).map((key) => key.id),
        );
        for (const account of accountsOf(analyseCoverage(input))) {
          const proofs = account.cells.filter(
            (cell) => (cell.evidence === 'read' || cell.evidence === 'told') && !cell.stale && inUse.has(cell.keyId),
          ).length;
          const ways = account.otherWaysIn.filter((way) => !isHelp(way)).length;
          const survives = account.survivesAnyOneLoss === true;
          expect(survives ? proofs + ways : account.gaps.length).toBeGreaterThanOrEqual(survives ? 2 : 1);
          expect(account.survivesAnyOnePlace === true && !survives).toBe(false);
        }
      }),
      runs,
    );
  });

  it('losing nothing is the identity: no account is touched', () => {
    fc.assert(
      fc.property(any, (input) => {
        const report = analyseCoverage(input);
        expect(simulateLoss(report, { keyIds: [], otherWayIds: [] })).toEqual({
          lostKeyIds: [],
          lostWayIds: [],
          lostDeviceIds: [],
          lostAccountIds: [],
          touched: [],
          counts: { 'locked-out': 0, perhaps: 0, helpdesk: 0, open: 0 },
        });
      }),
      runs,
    );
  });

  it('"what if" says what an analysis with those keys recorded as lost says', () => {
    fc.assert(
      fc.property(any, fc.subarray(keyIds), (input, lost) => {
        const keys = input.keys.map((key) => (lost.includes(key.id) ? { ...key, lostAt: day(11) } : key));
        const report = analyseCoverage(input);
        const found = lossImpacts(report, { keyIds: lost });
        const left = apart(report);
        const after = analyseCoverage({ ...input, keys });
        const judged = accountsOf(after).filter(({ accountId }) => !left.has(accountId));
        for (const account of judged)
          expect(found.get(account.accountId), account.accountId).toBe(presentLossImpact(after, account));
      }),
      runs,
    );
  });

  it('losing more never opens more', () => {
    fc.assert(
      fc.property(any, fc.subarray(keyIds), fc.subarray(keyIds), fc.nat(), (input, some, others, choice) => {
        const report = analyseCoverage(input);
        const ways = input.otherWaysIn.filter((_, index) => ((choice >> index) & 1) === 1).map(({ id }) => id);
        const fewer = lossImpacts(report, { keyIds: some });
        const more = lossImpacts(report, { keyIds: [...some, ...others], otherWayIds: ways });
        for (const [accountId, lossImpact] of more) {
          const was = fewer.get(accountId) ?? 'open';
          expect(outcomeOrder.indexOf(lossImpact), accountId).toBeLessThanOrEqual(outcomeOrder.indexOf(was));
        }
      }),
      runs,
    );
  });

  it('a cell says absent only of a key that was read completely, and unknown keys are counted right', () => {
    fc.assert(
      fc.property(any, (input) => {
        const report = analyseCoverage(input);
        const services = new Map(report.services.map((service) => [service.serviceId, service]));
        for (const account of accountsOf(report)) {
          const derived = input.keys
            .filter((key) => !account.cells.some((cell) => cell.keyId === key.id))
            .map((key) => ({ key, cell: cellOf(report, account, key.id) }));
          for (const { key, cell } of derived) {
            const isReading = key.lastRead !== null && Date.parse(key.lastRead) <= Date.parse(day(13));
            const listed = isReading && key.lastReadComplete && !key.needsReread;
            expect(cell.evidence).toBe(listed && account.discoverable ? 'absent' : 'unknown');
          }
          const { takesOneKey, takesNoKeys } = services.get(account.serviceId) ?? {};
          const hasRoom = account.cells.length > 0 && takesOneKey === false && takesNoKeys === false;
          const perhaps = derived.filter(({ cell }) => cell.strength === 'perhaps').length;
          const unread = hasRoom ? input.unreadKeys.length : 0;
          expect(account.possibleKeys, account.accountId).toBe(perhaps + unread);
        }
      }),
      runs,
    );
  });
});

describe('coverage properties, of records that come and go', { timeout }, () => {
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

  it('"what if" opens exactly what an analysis without those keys knows to open', () => {
    fc.assert(
      fc.property(inventory, fc.subarray(keyIds), (input, lost) => {
        const report = analyseCoverage(input);
        const found = lossImpacts(report, { keyIds: lost });
        const after = analyseCoverage(lost.reduce((rest, keyId) => without(rest, keyId), input));
        const left = apart(report);
        for (const account of accountsOf(after)) {
          const { accountId, serviceId } = account;
          const isAttachedAlike = unattached(report, serviceId) === unattached(after, serviceId);
          if (!found.has(accountId) || left.has(accountId) || !isAttachedAlike) continue;
          expect(found.get(accountId) === 'open', accountId).toBe(presentLossImpact(after, account) === 'open');
        }
      }),
      runs,
    );
  });
});

/** Returns the same input with records that came through a process boundary: new objects with the old contents. */
function recreated({ services, siteOf, ...records }: CoverageInput): CoverageInput {
  return { ...structuredClone(records), services, siteOf };
}

describe.each(kinds)('an analysis that remembers, of $title', { timeout }, ({ any }) => {
  it('says the same as a first one, whatever changed in between and even if all records were sent anew', () => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 4 }), liveEnrolment, fc.nat(40), (inputs, extra, days) => {
        const analyse = createAnalyser();
        const steps = inputs.flatMap((input): CoverageInput[] => [
          input,
          recreated(input),
          { ...input, enrolments: [...input.enrolments.filter(({ id }) => id !== extra.id), extra] },
          { ...input, now: day(12 + days) },
          { ...input, keys: input.keys.map((key) => ({ ...key, lastSeen: day(12), lastRead: day(12) })) },
          { ...input, otherWaysIn: input.otherWaysIn.slice(1) },
          {
            ...input,
            otherWaysIn: input.otherWaysIn.map((way, index) => (index === 0 ? { ...way, requires: null } : way)),
          },
          { ...input, devices: input.devices.map((device) => ({ ...device, lostAt: day(11) })) },
          { ...input, devices: input.devices.slice(1) },
          { ...input, otherWayProviders: [] },
          input,
          { ...input, unreadKeys: [{ keyId: 'new', label: 'New' }] },
          // Facts of one key alone, as a plug-in or an edit changes them.
          {
            ...input,
            keys: input.keys.map((key, index) => (index === 0 ? { ...key, pinSet: key.pinSet === false } : key)),
          },
          { ...input, keys: input.keys.map((key, index) => (index === 0 ? { ...key, place: 'HOME' } : key)) },
          { ...input, enrolments: input.enrolments.toReversed() },
        ]);
        for (const step of steps) expect(analyse(step)).toEqual(analyseCoverage(step));
      }),
      { ...runs, numRuns: Math.ceil(numRuns / 10) },
    );
  });
});
