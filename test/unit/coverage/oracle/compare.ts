import type { analyseCoverage } from '../../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { AssumedLoss } from '../../../../src-shared/coverage/loss-report.ts';
import type { presentLossImpact, simulateLoss } from '../../../../src-shared/coverage/simulate-loss.ts';
import { subsets } from '../arbitrary-inventory.ts';
import { accountsOf } from '../coverage-fixtures.ts';
import { same } from './imagined-keys.ts';
import { createOracle, type OracleLoss } from './oracle.ts';

/** The functions that are compared with the oracle. */
export interface Coverage {
  readonly analyseCoverage: typeof analyseCoverage;
  readonly simulateLoss: typeof simulateLoss;
  readonly presentLossImpact: typeof presentLossImpact;
}

export interface Comparison {
  /** Each as "what: found, and what the oracle says". */
  readonly differences: readonly string[];
  /** Everything that was answered. */
  readonly answers: readonly string[];
}

/** Compares every measure of every account, and the impact of every loss on it, with what the oracle says. */
export function compareWithOracle(input: CoverageInput, coverage: Coverage): Comparison {
  const report = coverage.analyseCoverage(input);
  const accounts = accountsOf(report);
  const oracle = createOracle(input, accounts);
  const differences: string[] = [];
  const answers: string[] = [];
  const compare = (what: string, kind: string, found: unknown, expected: unknown): void => {
    answers.push(`${kind}${String(expected)}`);
    if (found !== expected) differences.push(`${what}: ${String(found)}, and the oracle says ${String(expected)}`);
  };
  for (const account of accounts) {
    const { accountId, survivesAnyOneLoss, survivesAnyOnePlace } = account;
    compare(`${accountId} survives a loss`, 'loss ', survivesAnyOneLoss, oracle.survivesAnyOneLoss(accountId));
    compare(`${accountId} survives a place`, 'place ', survivesAnyOnePlace, oracle.survivesAnyOnePlace(accountId));
  }
  for (const lost of lossesOf(
    input,
    accounts.map(({ accountId }) => accountId),
  )) {
    const { touched } = coverage.simulateLoss(report, lost);
    const found = new Map(touched.map(({ account, lossImpact }) => [account.accountId, lossImpact]));
    const expected = oracle.lossImpacts(asOracleLoss(lost));
    for (const account of accounts) {
      const { accountId } = account;
      const lossImpact = found.get(accountId) ?? coverage.presentLossImpact(report, account);
      compare(`${accountId} without ${JSON.stringify(lost)}`, '', lossImpact, expected.get(accountId));
    }
  }
  return { differences, answers };
}

/** A loss with every list of what is lost. */
export interface ListedLoss extends AssumedLoss {
  readonly keyIds: readonly string[];
  readonly otherWayIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly places: readonly string[];
  readonly rings: readonly string[];
  readonly accountIds: readonly string[];
}
const nothing: ListedLoss = { keyIds: [], otherWayIds: [], deviceIds: [], places: [], rings: [], accountIds: [] };

/** Returns every subset of keys and other ways in, and every subset of devices, places, rings and accounts, alone and with each key. */
function lossesOf(input: CoverageInput, accountIds: readonly string[]): readonly ListedLoss[] {
  const keyIds = [...input.keys.map(({ id }) => id), ...input.unreadKeys.map(({ keyId }) => keyId)];
  const wayIds = input.otherWaysIn.map(({ id }) => id);
  const names = (list: readonly (string | null)[]): string[] => [
    ...new Set(list.map(same).filter((name) => name !== '')),
  ];
  const kept = [...input.keys, ...input.otherWaysIn, ...input.devices];
  const items = [
    ...input.devices.map(({ id }) => ({ deviceIds: id })),
    ...names(kept.map(({ place }) => place)).map((places) => ({ places })),
    ...names(kept.map(({ carriedOn }) => carriedOn)).map((rings) => ({ rings })),
    ...accountIds.map((id) => ({ accountIds: id })),
  ];
  const others = subsets(items.slice(0, 6)).map((some): ListedLoss => {
    const of = (name: 'deviceIds' | 'places' | 'rings' | 'accountIds'): string[] =>
      some.flatMap((item) => (name in item ? [(item as Record<string, string>)[name] ?? ''] : []));
    return {
      ...nothing,
      deviceIds: of('deviceIds'),
      places: of('places'),
      rings: of('rings'),
      accountIds: of('accountIds'),
    };
  });
  return [
    ...subsets(keyIds).flatMap((some) =>
      subsets(wayIds).map((ways) => ({ ...nothing, keyIds: some, otherWayIds: ways })),
    ),
    ...others.flatMap((other) => [other, ...keyIds.map((keyId) => ({ ...other, keyIds: [keyId] }))]),
  ];
}

function asOracleLoss({ keyIds, otherWayIds, deviceIds, places, rings, accountIds }: ListedLoss): OracleLoss {
  return {
    keyIds,
    wayIds: otherWayIds,
    deviceIds,
    accountIds,
    lossUnits: rings.map((ring) => `ring ${ring}`),
    places: places.map((place) => `at ${place}`),
  };
}
