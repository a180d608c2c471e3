import { useDeferredValue, useMemo } from 'react';
import { type AccountEntry, entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import { isRecorded } from '../../../src-shared/coverage/cell-of.ts';
import type { CoverageKey } from '../../../src-shared/coverage/coverage-key.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { useTranslation } from '../../use-translation.tsx';
import { byName, byRisk } from './account-risks.ts';
import { manyColumns } from './coverage-limits.ts';
import { accountText, serviceTitle } from './coverage-text.ts';
import { useCoverageView } from './coverage-view-store.ts';
import { filterTest } from './filters/account-filters.ts';
import { createAccountSearch, searchTermsOf } from './filters/account-search.ts';

export interface ShownAccounts {
  /** All accounts of the report, in their order. */
  readonly entries: readonly AccountEntry[];
  /** Those that fit search and filters. */
  readonly shown: readonly AccountEntry[];
  /** The keys that have a column: lost ones last. */
  readonly keys: readonly CoverageKey[];
  readonly words: readonly string[];
}

/** Sorts the accounts of a report and narrows them as the person looks at them now. */
export function useAccounts(report: CoverageReport): ShownAccounts {
  const { t, locale, compare } = useTranslation();
  const sort = useCoverageView((state) => state.sort);
  const filters = useCoverageView((state) => state.filters);
  // A letter shows in the field first, then in the table.
  const search = useDeferredValue(useCoverageView((state) => state.search));
  const words = useMemo(() => searchTermsOf(search), [search]);
  const entries = useMemo(() => {
    const all = entriesOf(report);
    return sort === 'risk'
      ? byRisk(report, all)
      : byName(all, (entry) => `${serviceTitle(entry, locale)} ${accountText(t, entry.account)}`, compare);
  }, [report, sort, locale, t, compare]);
  const matches = useMemo(() => createAccountSearch(t, report), [t, report]);
  const shown = useMemo(() => {
    const fits = filterTest(report, filters);
    return entries.filter((entry) => fits(entry) && matches(entry, words));
  }, [report, entries, filters, matches, words]);
  const keys = useMemo(() => {
    const withUnused = filters.unusedKeys ?? report.keys.length <= manyColumns;
    return lostLast(withUnused ? report.keys : usedKeys(report.keys, shown));
  }, [report, filters.unusedKeys, shown]);
  return { entries, shown, keys, words };
}

function lostLast(keys: readonly CoverageKey[]): readonly CoverageKey[] {
  return keys.some(({ lost }) => lost)
    ? [...keys.filter(({ lost }) => !lost), ...keys.filter(({ lost }) => lost)]
    : keys;
}

/** Returns the keys that are known to open a shown account; all of them where none is. */
function usedKeys(keys: readonly CoverageKey[], shown: readonly AccountEntry[]): readonly CoverageKey[] {
  const used = new Set<string>();
  for (const { account } of shown) for (const cell of account.cells) if (isRecorded(cell)) used.add(cell.keyId);
  return used.size === 0 ? keys : keys.filter(({ keyId }) => used.has(keyId));
}
