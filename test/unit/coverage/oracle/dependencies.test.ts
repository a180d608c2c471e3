import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCoverage } from '../../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { AssumedLoss } from '../../../../src-shared/coverage/loss-report.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import { simulateLoss } from '../../../../src-shared/coverage/simulate-loss.ts';
import type { Requirement } from '../../../../src-shared/domain/other-way-in.ts';
import { inventoryArbitrary, services, subsets } from '../arbitrary-inventory.ts';
import { accountsOf, inputOf, keyOf, manualOf, wayOf } from '../coverage-fixtures.ts';
import { byId, outcomeOrder, lossImpacts, neededBy } from '../report-facts.ts';
import type { ListedLoss } from './compare.ts';
import { same } from './imagined-keys.ts';
import { createOracle } from './oracle.ts';

const isLong = process.env['SPAREKEY_LONG'] === '1';
const numRuns = isLong ? 100_000 : 1_000;
/** The machine may be busy with other tests. */
const timeout = isLong ? 7_200_000 : 120_000;
/** The same inputs in every run of npm test; the long runs draw others. */
const seed = { seed: Number(process.env['SPAREKEY_SEED'] ?? 20_261_129) };
const runs = { numRuns, ...seed };
const inventory = inventoryArbitrary({ simple: true, dependent: true });

/** Returns one of the losses of an inventory: the number chooses what is lost. */
function lossOf(input: CoverageInput, accountIds: readonly string[], number: number): ListedLoss {
  let bits = number;
  const some = <Item>(items: readonly Item[]): Item[] =>
    items.filter(() => {
      bits = (bits * 1_103_515_245 + 12_345) % 2_147_483_648;
      return bits % 7 < 2;
    });
  const kept = [...input.keys, ...input.otherWaysIn, ...input.devices];
  return {
    keyIds: some(input.keys.map(({ id }) => id)),
    otherWayIds: some(input.otherWaysIn.map(({ id }) => id)),
    deviceIds: some(input.devices.map(({ id }) => id)),
    places: some(kept.flatMap(({ place }) => place ?? [])),
    rings: some(kept.flatMap(({ carriedOn }) => carriedOn ?? [])),
    accountIds: some(accountIds),
  };
}

const idsOf = (accounts: readonly CoverageAccount[]): readonly string[] => accounts.map(({ accountId }) => accountId);

describe('accounts that depend on others', { timeout }, () => {
  it('removing a requirement never closes an account, whatever is lost', () => {
    let compared = 0;
    fc.assert(
      fc.property(inventory, fc.nat(), fc.nat(), (input, choice, number) => {
        const demanding = input.otherWaysIn.filter(({ requires }) => requires !== null);
        const chosen = demanding[choice % Math.max(1, demanding.length)];
        fc.pre(chosen !== undefined);
        const less = input.otherWaysIn.map((way) =>
          way.id === chosen.id ? { ...way, requires: way.requires?.slice(1) ?? null } : way,
        );
        const before = analyseCoverage(input);
        // What is at a place or on a ring may be a thing only while it needs no account: such losses are another question.
        const lost = { ...lossOf(input, idsOf(accountsOf(before)), number), places: [], rings: [] };
        const now = lossImpacts(analyseCoverage({ ...input, otherWaysIn: less }), lost);
        for (const [accountId, lossImpact] of lossImpacts(before, lost)) {
          compared++;
          expect(outcomeOrder.indexOf(now.get(accountId) ?? 'locked-out'), accountId).toBeGreaterThanOrEqual(
            outcomeOrder.indexOf(lossImpact),
          );
        }
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(numRuns);
  });

  it('adding a loss never opens one: keys, ways in, devices, places, rings and accounts', () => {
    fc.assert(
      fc.property(inventory, fc.nat(), fc.nat(), (input, number, other) => {
        const report = analyseCoverage(input);
        const ids = idsOf(accountsOf(report));
        const some = lossOf(input, ids, number);
        const more = lossOf(input, ids, other);
        const both: ListedLoss = {
          keyIds: [...some.keyIds, ...more.keyIds],
          otherWayIds: [...some.otherWayIds, ...more.otherWayIds],
          deviceIds: [...some.deviceIds, ...more.deviceIds],
          places: [...some.places, ...more.places],
          rings: [...some.rings, ...more.rings],
          accountIds: [...some.accountIds, ...more.accountIds],
        };
        const after = lossImpacts(report, both);
        for (const [accountId, lossImpact] of lossImpacts(report, some)) {
          expect(outcomeOrder.indexOf(after.get(accountId) ?? 'open'), accountId).toBeLessThanOrEqual(
            outcomeOrder.indexOf(lossImpact),
          );
        }
      }),
      runs,
    );
  });

  it('a circle never opens by itself, and a key at one account opens exactly those that lead to it', () => {
    const places = ['many', 'vault', 'mail', 'idp'].flatMap((service) => [`${service} ana`, `${service} bo`]);
    const graph = fc.subarray(places, { minLength: 2 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        // Every account has at least one way in, and each way needs one or two accounts.
        ways: fc.tuple(
          ...names.map((name) =>
            fc
              .array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }), {
                minLength: 1,
                maxLength: 2,
              })
              .map((needed) => ({ name, needed })),
          ),
        ),
      }),
    );
    const partsOf = (name: string): readonly [string, string] => name.split(' ') as [string, string];
    fc.assert(
      fc.property(graph, fc.nat(), ({ names, ways }, choice) => {
        const otherWaysIn = ways.flatMap(({ name, needed }) =>
          needed.map((some, index) => {
            const [serviceId, user] = partsOf(name);
            const requires = some.map((one): Requirement => {
              const [neededService, userName] = partsOf(one);
              return { type: 'account', serviceId: neededService, userName, accountId: null };
            });
            return wayOf(serviceId, user, { id: `${name}-${index}`, kind: 'other', name: 'way', requires });
          }),
        );
        const input = inputOf({ services, keys: [keyOf('k1')], otherWaysIn });
        const report = analyseCoverage(input);
        expect(accountsOf(report)).toHaveLength(names.length);
        expect(new Set(lossImpacts(report, { keyIds: [] }).values())).toEqual(new Set(['locked-out']));
        expect(accountsOf(report).every(({ survivesAnyOneLoss }) => survivesAnyOneLoss === false)).toBe(true);

        const first = names[choice % names.length] ?? '';
        const [service, user] = partsOf(first);
        const open = new Set([first]);
        for (let before = 0; before !== open.size;) {
          before = open.size;
          for (const { name, needed } of ways) {
            if (needed.some((some) => some.every((one) => open.has(one)))) open.add(name);
          }
        }
        const withKey = analyseCoverage({ ...input, enrolments: [manualOf('k1', service, user)] });
        const opened = accountsOf(withKey).filter(
          ({ accountId }) => lossImpacts(withKey, { keyIds: [] }).get(accountId) === 'open',
        );
        expect(new Set(opened.map(({ serviceId, userName }) => `${serviceId} ${userName}`))).toEqual(open);
        expect([...lossImpacts(withKey, { keyIds: ['k1'] }).values()]).not.toContain('open');
      }),
      runs,
    );
  });

  it('the blast radius of a key, and of a device, is the number of accounts that "what if" closes for it', () => {
    let counted = 0;
    fc.assert(
      fc.property(inventory, (input) => {
        const report = analyseCoverage(input);
        const accounts = byId(report);
        // A help desk keeps an account from being lost, and a contradiction from being known.
        const isPlain = (accountId: string): boolean =>
          [...neededBy(report, accountId)].every((id) => accounts.get(id)?.doubts.includes('contradiction') === false);
        fc.pre([...accounts.keys()].every(isPlain));
        fc.pre(
          accountsOf(report).every(
            ({ otherWaysIn, verdict }) =>
              verdict !== 'helpdesk-only' &&
              !otherWaysIn.some(
                (way) =>
                  way.kind === 'helpdesk' ||
                  way.kind === 'temporary-access-pass' ||
                  way.requires?.some(({ type }) => type === 'people') === true,
              ),
          ),
        );
        const now = lossImpacts(report, { keyIds: [] });
        const closedBy = (lost: AssumedLoss): number =>
          [...lossImpacts(report, lost)].filter(
            ([accountId, lossImpact]) => now.get(accountId) === 'open' && lossImpact !== 'open',
          ).length;
        for (const { keyId, carriedOn, blast, outOfUse } of report.keys) {
          if (same(carriedOn) !== '' || outOfUse) continue;
          const size = blast.direct + blast.through.reduce((sum, { count }) => sum + count, 0);
          expect(size, `blast of ${keyId}`).toBe(closedBy({ keyIds: [keyId] }));
          counted += size;
        }
        for (const { deviceId, carriedOn, blast } of report.devices) {
          if (same(carriedOn) !== '') continue;
          const size = blast.direct + blast.through.reduce((sum, { count }) => sum + count, 0);
          expect(size, `blast of ${deviceId}`).toBe(closedBy({ keyIds: [], deviceIds: [deviceId] }));
        }
      }),
      runs,
    );
    expect(counted).toBeGreaterThan(numRuns / 10);
  });

  it('"open first" is an order in which things open: each account opens given those before it', () => {
    let chains = 0;
    fc.assert(
      fc.property(inventory, fc.nat(), (input, number) => {
        const report = analyseCoverage(input);
        const accounts = accountsOf(report);
        const oracle = createOracle(input, accounts);
        const all = lossOf(input, idsOf(accounts), number);
        const keysAndWays = subsets(input.keys.map(({ id }) => id)).flatMap((keyIds) =>
          subsets(input.otherWaysIn.map(({ id }) => id)).map((otherWayIds) => ({
            keyIds,
            otherWayIds,
            accountIds: [],
          })),
        );
        const { keyIds: someKeys, otherWayIds: someWays, accountIds: someAccounts } = all;
        const some = { keyIds: someKeys, otherWayIds: someWays, accountIds: someAccounts };
        for (const lost of [some, ...keysAndWays]) {
          const loss = { keyIds: lost.keyIds, wayIds: lost.otherWayIds, accountIds: lost.accountIds };
          const { touched } = simulateLoss(report, lost);
          const stillOpen = touched.filter(({ lossImpact }) => lossImpact === 'open' || lossImpact === 'helpdesk');
          const notOpen = touched.filter((entry) => !stillOpen.includes(entry));
          expect(notOpen.flatMap(({ openFirst }) => openFirst)).toEqual([]);
          for (const { account, lossImpact, openFirst } of stillOpen) {
            if (openFirst.length > 0) chains++;
            for (const [index, accountId] of [...openFirst, account.accountId].entries()) {
              const before = openFirst.slice(0, index);
              const opens = oracle.opensBeside(accountId, before, loss, lossImpact === 'open' ? 'sure' : 'help');
              expect(opens, `${accountId} after ${before.join()}, for ${account.accountId}`).toBe(true);
            }
          }
        }
      }),
      runs,
    );
    expect(chains).toBeGreaterThan(numRuns / 50);
  });
});
