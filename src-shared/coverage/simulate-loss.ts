import type { CoverageAccount, CoverageKey, CoverageReport, LossReport } from './coverage-types.ts';
import { isSeparatePerKey, waysIn } from './ways-in.ts';

/** Says what would still open if these keys were lost. Stores nothing; unknown ids are ignored. */
export function simulateLoss(report: CoverageReport, lostKeyIds: Iterable<string>): LossReport {
  const keys = new Map(report.keys.map((key) => [key.keyId, key]));
  const lost = new Set([...lostKeyIds].filter((keyId) => keys.has(keyId)));
  const lockedOut: CoverageAccount[] = [];
  const perhapsLockedOut: CoverageAccount[] = [];
  const stillOpen: CoverageAccount[] = [];
  const lists = { lockedOut, perhapsLockedOut, stillOpen };
  for (const service of report.services) {
    for (const account of service.accounts) lists[fateOf(account, keys, lost)].push(account);
  }
  return { lostKeyIds: report.keys.map((key) => key.keyId).filter((keyId) => lost.has(keyId)), ...lists };
}

function fateOf(
  account: CoverageAccount,
  keys: ReadonlyMap<string, CoverageKey>,
  lost: ReadonlySet<string>,
): 'lockedOut' | 'perhapsLockedOut' | 'stillOpen' {
  if (account.otherWaysIn.length > 0) return 'stillOpen';
  const before = waysIn(account.cells, keys).known.length;
  const { known, possible } = waysIn(account.cells, keys, lost);
  if (known.length > 0) {
    return isSeparatePerKey(account) && known.length < before ? 'perhapsLockedOut' : 'stillOpen';
  }
  // The one key that the service takes is known, so no other key can be enrolled there.
  if (account.verdict === 'one-key-service' && before > 0) return 'lockedOut';
  return possible.length > 0 ? 'perhapsLockedOut' : 'lockedOut';
}
