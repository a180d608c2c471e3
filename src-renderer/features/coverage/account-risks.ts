import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../src-shared/coverage/account-risk.ts';
import { type AccountRisk, accountRisks } from '../../../src-shared/domain/account-risk.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { Tone } from '../../components/tone.ts';

/** Signs of how accounts stand. */
export const riskTones: Readonly<Record<AccountRisk, Tone>> = {
  closed: 'failed',
  'one-key': 'critical',
  weak: 'warning',
  'not-known': 'unknown',
  survives: 'done',
};

const importances = ['high', 'normal', 'low'] as const;

/** Sorts by risk: what hangs on one key by that key, with those that hang on it through others; then by importance. */
export function byRisk(report: CoverageReport, entries: readonly AccountEntry[]): readonly AccountEntry[] {
  const order = new Map(report.keys.map(({ keyId }, index) => [keyId, index]));
  const ranked = entries.map((entry, index) => {
    const { account } = entry;
    const risk = accountRisks.indexOf(riskOf(account));
    const key = order.get(account.onlyKeyId ?? '') ?? order.size;
    return { entry, rank: [risk, key, importances.indexOf(account.importance), index] };
  });
  return ranked.toSorted((left, right) => compareRanks(left.rank, right.rank)).map(({ entry }) => entry);
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Sorts by the names of service and user, as people of the window's language do. */
export function byName(
  entries: readonly AccountEntry[],
  nameOf: (entry: AccountEntry) => string,
  compare: (left: string, right: string) => number,
): readonly AccountEntry[] {
  const named = entries.map((entry) => ({ entry, name: nameOf(entry) }));
  return named.toSorted((left, right) => compare(left.name, right.name)).map(({ entry }) => entry);
}

/** Counts the accounts of each risk. */
export function countRisks(entries: readonly AccountEntry[]): ReadonlyMap<AccountRisk, number> {
  const counts = new Map<AccountRisk, number>();
  for (const { account } of entries) counts.set(riskOf(account), (counts.get(riskOf(account)) ?? 0) + 1);
  return counts;
}
