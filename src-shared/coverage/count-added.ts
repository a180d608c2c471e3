import type { AnalysedKey } from './analysed-key.ts';
import type { AnalysedAccount } from './analyse-account.ts';
import { listFor } from '../lib/list-for.ts';

/** A person who enrols two keys in one sitting reads them minutes or hours apart; that is not stale yet. */
const sittingMs = 24 * 60 * 60 * 1000;

/**
 * Counts for each spare that was read completely the accounts that were first seen on other keys since then, and that it is not
 * known to open. Accounts of other people are not counted. Near-linear: no spare looks at every account.
 */
export function countAdded(
  keys: readonly AnalysedKey[],
  accounts: readonly AnalysedAccount[],
): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { keyId, inUse, key, completeSince: since } of keys) {
    if (inUse && since !== null && (key.role === 'spare' || key.role === 'off-site')) {
      limits.set(keyId, Date.parse(since) + sittingMs);
    }
  }
  const counts = new Map<string, number>();
  if (limits.size === 0) return counts;

  // Whole readings share one instant.
  const times = new Map<string, number>();
  const timeOf = (instant: string): number => {
    let time = times.get(instant);
    if (time === undefined) times.set(instant, (time = Date.parse(instant)));
    return time;
  };
  const everybodys: number[] = [];
  const byOwner = new Map<string, number[]>();
  const all: number[] = [];
  for (const { account, firstSeen, owners } of accounts) {
    if (firstSeen === null || !account.discoverable) continue;
    const time = timeOf(firstSeen);
    all.push(time);
    if (owners === null) everybodys.push(time);
    else for (const owner of owners) listFor(byOwner, owner).push(time);
    for (const { keyId } of account.cells) {
      const limit = limits.get(keyId);
      if (limit !== undefined && time > limit) counts.set(keyId, (counts.get(keyId) ?? 0) - 1);
    }
  }
  const [sortedAll, sortedEverybodys] = [Float64Array.from(all).sort(), Float64Array.from(everybodys).sort()];
  const sortedByOwner = new Map([...byOwner].map(([owner, added]) => [owner, Float64Array.from(added).sort()]));
  for (const { keyId, owner } of keys) {
    const limit = limits.get(keyId);
    if (limit === undefined) continue;
    const after =
      owner === null
        ? countAfter(sortedAll, limit)
        : countAfter(sortedEverybodys, limit) + countAfter(sortedByOwner.get(owner), limit);
    counts.set(keyId, after + (counts.get(keyId) ?? 0));
  }
  return counts;
}

/** Returns the number of times after a limit, in a sorted list. */
function countAfter(times: Float64Array | undefined, limit: number): number {
  if (times === undefined) return 0;
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return times.length - low;
}
