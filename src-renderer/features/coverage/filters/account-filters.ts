import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import type { AccountRisk } from '../../../../src-shared/domain/account-risk.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { Importance } from '../../../../src-shared/domain/account-mark.ts';

/** The filters of the coverage; they combine: an account must fit all of them. */
export interface AccountFilters {
  /** Accounts that stand so; empty: however they stand. */
  readonly risks: ReadonlySet<AccountRisk>;
  /** Accounts that exactly one key in use is known to open. */
  readonly oneKey: boolean;
  /** Accounts whose facts are old. */
  readonly stale: boolean;
  /** Accounts that this key is known to open. */
  readonly keyId: string | null;
  /** Accounts that a key of this owner is known to open. */
  readonly owner: string | null;
  readonly importance: Importance | null;
  /** Whether keys that open none of the accounts shown have a column; null: where there are few keys. */
  readonly unusedKeys: boolean | null;
}

export const countedFilters = ['oneKey', 'stale'] as const;

export const noFilters: AccountFilters = {
  risks: new Set(),
  oneKey: false,
  stale: false,
  keyId: null,
  owner: null,
  importance: null,
  unusedKeys: null,
};

/** Risks that need something done. */
export const toDo: readonly AccountRisk[] = ['closed', 'one-key', 'weak', 'not-known'];

/** Counts the filters of the menu that are set. */
export function countSet({ oneKey, stale, keyId, owner, importance }: AccountFilters): number {
  return [oneKey, stale, keyId !== null, owner !== null, importance !== null].filter(Boolean).length;
}

/** Checks whether any filter narrows the rows. */
export function isNarrowed(filters: AccountFilters): boolean {
  return filters.risks.size > 0 || countSet(filters) > 0;
}

type EntryTest = (entry: AccountEntry) => boolean;

/** Returns the check of all filters that are set. */
export function filterTest(report: CoverageReport, filters: AccountFilters): EntryTest {
  const tests: EntryTest[] = [];
  const { risks, keyId, owner, importance } = filters;
  if (risks.size > 0) tests.push(({ account }) => risks.has(riskOf(account)));
  if (filters.stale) tests.push(({ account }) => account.verdict === 'stale' || account.doubts.includes('stale'));
  if (filters.oneKey) {
    const inUse = new Set(report.keys.flatMap((key) => (key.outOfUse ? [] : [key.keyId])));
    tests.push(({ account }) => account.cells.filter((cell) => isRecorded(cell) && inUse.has(cell.keyId)).length === 1);
  }
  if (keyId !== null) tests.push(openedBy(new Set([keyId])));
  if (owner !== null) {
    tests.push(openedBy(new Set(report.keys.flatMap((key) => (key.owner === owner ? [key.keyId] : [])))));
  }
  if (importance !== null) tests.push(({ account }) => account.importance === importance);
  return (entry) => tests.every((test) => test(entry));
}

function openedBy(keyIds: ReadonlySet<string>): EntryTest {
  return ({ account }) => account.cells.some((cell) => isRecorded(cell) && keyIds.has(cell.keyId));
}

/** Lists the owners of the keys, each once. */
export function ownersOf(report: CoverageReport): readonly string[] {
  return [...new Set(report.keys.flatMap(({ owner }) => (owner === null || owner === '' ? [] : [owner])))];
}
