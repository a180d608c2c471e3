import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { MethodNeeds } from './requirements.ts';

/** Returns what a way in needs beside itself. */
export function needsOf(
  { needs }: Pick<CoverageAccount, 'needs'>,
  { id }: Pick<OtherWayIn, 'id'>,
): readonly MethodNeeds[] {
  return needs.length === 0 ? needs : needs.filter(({ wayIds }) => wayIds.includes(id));
}

/** Returns what all ways in of an account need, and the password beside its keys. */
export function allNeedsOf({
  needs,
  besideKeys,
}: Pick<CoverageAccount, 'needs' | 'besideKeys'>): readonly MethodNeeds[] {
  return besideKeys === null ? needs : [...needs, besideKeys];
}

/** Returns the ids of the accounts that methods need, of those that are known. */
export function accountIdsOf(needs: readonly MethodNeeds[]): readonly string[] {
  return needs.flatMap(({ accounts }) => accounts.flatMap(({ accountId }) => accountId ?? []));
}
