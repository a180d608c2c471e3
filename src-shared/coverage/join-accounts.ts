import type { SameAccount } from '../domain/account-mark.ts';
import type { CollectedAccount, CollectedAccounts } from './collected-accounts.ts';

/**
 * Joins accounts that a person knows to be one. The joined account has the id of the one with a user handle, else of the first by id.
 * A record that fitted several accounts which are one now belongs to it.
 */
export function joinAccounts(collected: CollectedAccounts, sameAccounts: readonly SameAccount[]): CollectedAccounts {
  if (sameAccounts.length === 0) return collected;
  const accounts = new Map(collected.accounts.map((account) => [account.accountId, account]));
  const joinedTo = new Map<string, string>();
  const find = (accountId: string): string => {
    const next = joinedTo.get(accountId);
    return next === undefined ? accountId : find(next);
  };
  for (const { accountIds } of sameAccounts) {
    const [left, right] = accountIds.map(find).flatMap((accountId) => accounts.get(accountId) ?? []);
    if (left === undefined || right === undefined || left === right) continue;
    const [kept, joined] = [left, right].toSorted(compareForJoin) as [CollectedAccount, CollectedAccount];
    kept.enrolments.push(...joined.enrolments);
    kept.otherWaysIn.push(...joined.otherWaysIn.filter((way) => !kept.otherWaysIn.includes(way)));
    kept.discoverable ||= joined.discoverable;
    kept.mark ??= joined.mark;
    accounts.delete(joined.accountId);
    joinedTo.set(joined.accountId, kept.accountId);
  }
  const unattached = collected.unattached.flatMap((record) => {
    const accountIds = [...new Set(record.accountIds.map(find))].toSorted();
    const only = accountIds.length === 1 ? accounts.get(accountIds[0] ?? '') : undefined;
    if (only === undefined) return [{ ...record, accountIds }];
    if ('keyId' in record.record) only.enrolments.push(record.record);
    else only.otherWaysIn.push(record.record);
    return [];
  });
  return {
    accounts: [...accounts.values()],
    unattached,
    joinedTo: new Map([...joinedTo.keys()].map((accountId) => [accountId, find(accountId)])),
  };
}

function compareForJoin(left: CollectedAccount, right: CollectedAccount): number {
  const handle = Number(left.userId === null) - Number(right.userId === null);
  return handle || (left.accountId < right.accountId ? -1 : 1);
}
