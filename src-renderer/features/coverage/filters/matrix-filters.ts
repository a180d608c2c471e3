import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { Importance } from '../../../../src-shared/domain/account-mark.ts';
import type { MatrixEntry, MatrixIndex } from '../matrix/matrix-index.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

/** The filters of the matrix; they combine: an account must fit all of them. */
export interface MatrixFilters {
  /** Accounts that need something done. */
  readonly gaps: boolean;
  /** Accounts that exactly one key in use is known to open. */
  readonly oneKey: boolean;
  /** Accounts whose facts are old. */
  readonly stale: boolean;
  /** Accounts that this key is known to open. */
  readonly keyId: string | null;
  /** Accounts that a key of this owner is known to open. */
  readonly owner: string | null;
  readonly importance: Importance | null;
  /** Of the keys only those that open an account that is shown: narrows the columns, not the rows. */
  readonly usedKeys: boolean;
}

export type FilterName = keyof MatrixFilters;
const filterNames = ['gaps', 'oneKey', 'stale', 'keyId', 'owner', 'importance', 'usedKeys'] as const;
export const countedFilters = ['gaps', 'oneKey', 'stale'] as const;

export const noFilters: MatrixFilters = {
  gaps: false,
  oneKey: false,
  stale: false,
  keyId: null,
  owner: null,
  importance: null,
  usedKeys: false,
};

/** Lists the filters that are set, in the order of their words. */
export function activeFilters(filters: MatrixFilters): readonly FilterName[] {
  return filterNames.filter((name) => filters[name] !== noFilters[name]);
}

/** Marks with 1 the entries that fit every filter; null where no filter narrows the rows. */
export function filterMask(index: MatrixIndex, filters: MatrixFilters): Uint8Array | null {
  const tests = testsOf(index.report, filters);
  if (tests.length === 0) return null;
  return Uint8Array.from(index.entries, (entry) => (tests.every((test) => test(entry)) ? 1 : 0));
}

/** Counts the accounts that one filter alone would leave. */
export function countFitting(index: MatrixIndex, name: (typeof countedFilters)[number]): number {
  const [test] = testsOf(index.report, { ...noFilters, [name]: true });
  return test === undefined ? 0 : index.entries.reduce((sum, entry) => sum + (test(entry) ? 1 : 0), 0);
}

/** Lists the owners of the keys, each once. */
export function ownersOf(report: CoverageReport): readonly string[] {
  return [...new Set(report.keys.flatMap(({ owner }) => (owner === null || owner === '' ? [] : [owner])))];
}

type EntryTest = (entry: MatrixEntry) => boolean;

function testsOf(report: CoverageReport, filters: MatrixFilters): readonly EntryTest[] {
  const tests: EntryTest[] = [];
  const inUse = new Set(report.keys.flatMap((key) => (key.outOfUse ? [] : [key.keyId])));
  if (filters.gaps) tests.push(({ account }) => account.gaps.length > 0);
  if (filters.stale) {
    tests.push(({ account }) => account.verdict === 'stale' || account.doubts.includes('stale'));
  }
  if (filters.oneKey) {
    tests.push(({ account }) => {
      let count = 0;
      for (const cell of account.cells) if (isRecorded(cell) && inUse.has(cell.keyId)) count++;
      return count === 1;
    });
  }
  const openedBy = (keyIds: ReadonlySet<string>): EntryTest => {
    return ({ account }) => account.cells.some((cell) => isRecorded(cell) && keyIds.has(cell.keyId));
  };
  if (filters.keyId !== null) tests.push(openedBy(new Set([filters.keyId])));
  if (filters.owner !== null) {
    const { owner } = filters;
    tests.push(openedBy(new Set(report.keys.flatMap((key) => (key.owner === owner ? [key.keyId] : [])))));
  }
  if (filters.importance !== null) {
    const { importance } = filters;
    tests.push(({ account }) => account.importance === importance);
  }
  return tests;
}
