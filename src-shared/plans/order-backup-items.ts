import type { CatalogueService } from '../domain/catalogue.ts';
import type { BackupItem } from './backup-plan-types.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { Severity } from '../coverage/gap.ts';
import { compareText } from '../lib/compare-text.ts';

const importanceRank = { high: 0, normal: 1, low: 2 } as const;
const severityRank = { critical: 0, warning: 1, notice: 2 } as const;

function sectionOf({ left }: BackupItem): number {
  if (left === null) return 3;
  return left === 'skipped' ? 2 : left === 'one-key-service' || left === 'full' ? 1 : 0;
}

/** Sorts, then puts each account that is fed by another one's credential right behind that one. */
export function orderBackupItems(
  items: readonly BackupItem[],
  catalogue: ReadonlyMap<string, CatalogueService>,
): BackupItem[] {
  const sorted = items.toSorted(
    (left, right) =>
      sectionOf(left) - sectionOf(right) ||
      importanceRank[left.account.importance] - importanceRank[right.account.importance] ||
      rankOf(left.severity) - rankOf(right.severity) ||
      compareText(left.service.name.toLowerCase(), right.service.name.toLowerCase()) ||
      compareText(left.account.userName ?? '', right.account.userName ?? '') ||
      compareText(left.account.accountId, right.account.accountId),
  );
  const followers = new Map<string, BackupItem[]>();
  const leaders: BackupItem[] = [];
  for (const item of sorted) {
    const feeder = catalogue.get(item.service.serviceId)?.sharesCredentialWith;
    const leader =
      feeder === undefined
        ? undefined
        : sorted.find(({ service, account }) => service.serviceId === feeder && sharesCell(account, item.account));
    if (leader === undefined) leaders.push(item);
    else followers.set(leader.account.accountId, [...(followers.get(leader.account.accountId) ?? []), item]);
  }
  return leaders.flatMap((leader) => [
    leader,
    ...(followers.get(leader.account.accountId) ?? []).map((item) => followerOf(item, leader)),
  ]);
}

// The analysis lends the enrolments of one account to the other: then both name the same records.
function sharesCell(lender: CoverageAccount, borrower: CoverageAccount): boolean {
  const lent = new Set(lender.cells.flatMap(({ enrolmentIds }) => enrolmentIds));
  return borrower.cells.some(({ enrolmentIds }) => enrolmentIds.some((id) => lent.has(id)));
}

function followerOf(item: BackupItem, leader: BackupItem): BackupItem {
  const left = item.left === null || item.left === 'skipped' ? item.left : (leader.left ?? 'follows');
  return {
    ...item,
    way: 'follows',
    followsAccountId: leader.account.accountId,
    left: left === 'skipped' || left === null ? left : sectionOf(leader) === 0 ? 'follows' : left,
  };
}

/** Assigns the places that are free on the spare from the top: only passkeys that a listing shows take one. */
export function fitIntoRoom(items: readonly BackupItem[], remaining: number | null): BackupItem[] {
  let free = remaining;
  return items.map((item) => {
    const needsPlace = item.way === 'add' && sectionOf(item) === 0 && item.account.discoverable;
    if (!needsPlace || free === null) return item;
    free--;
    return free >= 0 ? { ...item, fits: true } : { ...item, fits: false, left: 'does-not-fit' };
  });
}

function rankOf(severity: Severity | null): number {
  return severity === null ? 3 : severityRank[severity];
}
