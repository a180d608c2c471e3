import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import { foldText } from '../lib/fold-text.ts';
import { isRecorded } from '../coverage/cell-of.ts';

export interface BackupPair {
  readonly primaryKeyId: string;
  readonly spareKeyId: string;
}

/**
 * Proposes which two keys a backup session is about: the key in use that alone holds up most accounts, daily ones first, and
 * the spare of the same owner that opens fewest of them. Null with fewer than two keys in use.
 */
export function suggestPair(report: CoverageReport): BackupPair | null {
  const usable = report.keys.filter((key) => !key.outOfUse);
  const opened = openedBy(report);
  const primary = first(
    usable.filter((key) => (opened.get(key.keyId)?.size ?? 0) > 0),
    (key) => [key.role === 'daily' ? 0 : 1, -key.aloneHolds, -(opened.get(key.keyId)?.size ?? 0)],
  );
  if (primary === undefined) return null;
  const held = opened.get(primary.keyId) ?? new Set<string>();
  const lacking = (key: CoverageKey): number =>
    [...held].filter((id) => opened.get(key.keyId)?.has(id) !== true).length;
  const spare = first(
    usable.filter((key) => key.keyId !== primary.keyId),
    (key) => [
      isOwnedByAnother(primary, key) ? 1 : 0,
      lacking(key) === 0 ? 1 : 0,
      key.role === 'spare' ? 0 : key.role === 'off-site' ? 1 : key.role === null ? 2 : 3,
      -lacking(key),
    ],
  );
  return spare === undefined ? null : { primaryKeyId: primary.keyId, spareKeyId: spare.keyId };
}

function openedBy(report: CoverageReport): ReadonlyMap<string, Set<string>> {
  const opened = new Map<string, Set<string>>();
  for (const account of report.services.flatMap(({ accounts }) => accounts)) {
    for (const { keyId } of account.cells.filter(isRecorded)) {
      const ids = opened.get(keyId) ?? new Set();
      opened.set(keyId, ids.add(account.accountId));
    }
  }
  return opened;
}

/** Checks whether two keys are recorded as those of two people. */
export function isOwnedByAnother(left: Pick<CoverageKey, 'owner'>, right: Pick<CoverageKey, 'owner'>): boolean {
  const [one, other] = [foldText(left.owner), foldText(right.owner)];
  return one !== null && other !== null && one !== other;
}

/** Returns the key with the smallest rank; equal ones by label, then by id, so that the answer never depends on the order. */
function first(keys: readonly CoverageKey[], rank: (key: CoverageKey) => readonly number[]): CoverageKey | undefined {
  return keys.toSorted((left, right) => {
    const [ranksLeft, ranksRight] = [rank(left), rank(right)];
    for (const [index, value] of ranksLeft.entries()) {
      const difference = value - (ranksRight[index] ?? 0);
      if (difference !== 0) return difference;
    }
    const [one, other] = [`${left.label}\n${left.keyId}`, `${right.label}\n${right.keyId}`];
    return one < other ? -1 : one > other ? 1 : 0;
  })[0];
}
