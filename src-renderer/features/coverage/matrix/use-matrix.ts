import { useEffect, useMemo } from 'react';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { LossReport } from '../../../../src-shared/coverage/loss-report.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import { simulateLoss } from '../../../../src-shared/coverage/simulate-loss.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { isNothing, lostOf, type LostThings } from '../lost-things.ts';
import type { WhatIfQuestion } from '../use-question.ts';
import { filterMask } from '../filters/matrix-filters.ts';
import { createFilteredAccounts, type FilteredAccounts } from './filtered-accounts.ts';
import { createMatrixIndex, type MatrixIndex } from './matrix-index.ts';
import { createMatrixSearch, type MatrixSearch } from '../filters/matrix-search.ts';
import { useMatrixView } from './matrix-view-store.ts';
import { createRows, type RowModel } from './row-model.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

export interface MatrixData {
  readonly index: MatrixIndex;
  readonly rows: RowModel;
  /** The answer to what is expected to be asked next; null where nothing is. */
  readonly expected: WhatIfAnswer | null;
  /** The keys that have a column. */
  readonly keys: readonly CoverageKey[];
  /** Null while nothing is assumed lost. */
  readonly loss: LossReport | null;
}

/** The content of the matrix where these things are assumed lost. */
export interface WhatIfAnswer {
  readonly lost: LostThings;
  readonly loss: LossReport | null;
  readonly rows: RowModel;
}

/** Narrows, sorts and lays out the accounts of a report as the person looks at them now. */
export function useMatrix(report: CoverageReport, question: WhatIfQuestion): MatrixData {
  const { compare } = useTranslation();
  const { sort, grouping, filters, search } = useMatrixView((state) => state);
  const made = useMemo(() => preparedFor(report, compare), [report, compare]);
  usePreparation(made);
  const { index, finder } = made;
  const filtered = useMemo(() => filterMask(index, filters), [index, filters]);
  const found = useMemo(() => finder.find(search), [finder, search]);
  const visible = useMemo(
    () => createFilteredAccounts(index, { sort, grouping, masks: [filtered, found] }),
    [index, sort, grouping, filtered, found],
  );
  const answer = useMemo(() => createAnswers(report, visible), [report, visible]);
  const { loss, rows } = answer(question.lost);
  const expected = question.expected === null ? null : answer(question.expected);
  const { usedKeys } = filters;
  const keys = useMemo(() => (usedKeys ? keysIn(visible) : report.keys), [report, visible, usedKeys]);
  return { index, rows, expected, keys, loss };
}

/** Answers each question "what if" about the accounts that are kept once. */
function createAnswers(report: CoverageReport, visible: FilteredAccounts): (lost: LostThings) => WhatIfAnswer {
  const known = new WeakMap<LostThings, WhatIfAnswer>();
  return (lost) => {
    let answer = known.get(lost);
    if (answer === undefined) {
      const loss = isNothing(lost) ? null : simulateLoss(report, lostOf(lost));
      known.set(lost, (answer = { lost, loss, rows: createRows(visible, loss) }));
    }
    return answer;
  };
}

interface MatrixInput {
  readonly compare: (left: string, right: string) => number;
  readonly index: MatrixIndex;
  readonly finder: MatrixSearch;
}

/** Coming back to the view must not prepare the same report again. */
let prepared: MatrixInput | null = null;

function preparedFor(report: CoverageReport, compare: MatrixInput['compare']): MatrixInput {
  if (prepared?.index.report === report && prepared.compare === compare) return prepared;
  const index = createMatrixIndex(report, compare);
  prepared = { compare, index, finder: createMatrixSearch(index, prepared?.finder) };
  return prepared;
}

/** Lists the keys that are known to open a visible account; all of them where none is. */
function keysIn({ index, entryIndices }: FilteredAccounts): readonly CoverageKey[] {
  const used = new Set<string>();
  for (const entryIndex of entryIndices) {
    for (const cell of index.entries[entryIndex]?.account.cells ?? []) if (isRecorded(cell)) used.add(cell.keyId);
  }
  const { keys } = index.report;
  return used.size === 0 ? keys : keys.filter((key) => used.has(key.keyId));
}

/** Prepares the first search and the first question in moments when the window has nothing to do. */
function usePreparation({ index, finder }: MatrixInput): void {
  useEffect(() => {
    if (typeof requestIdleCallback === 'undefined') return;
    let handle = 0;
    const prepare = (deadline: IdleDeadline) => {
      if (!finder.prepare(() => deadline.timeRemaining() > 4)) {
        handle = requestIdleCallback(prepare);
        return;
      }
      simulateLoss(index.report, { keyIds: [] });
      warmUp(index, finder);
    };
    handle = requestIdleCallback(prepare);
    return () => cancelIdleCallback(handle);
  }, [index, finder]);
}

let isWarmedUp = false;

/** Warms up the search, once: what has never run takes several times as long, and a person's first letter should not. */
function warmUp(index: MatrixIndex, finder: MatrixSearch): void {
  if (isWarmedUp) return;
  isWarmedUp = true;
  for (const text of warmedUp) {
    createRows(createFilteredAccounts(index, { sort: 'risk', grouping: 'service', masks: [finder.find(text)] }), null);
  }
}

const warmedUp = ['a', 'an', 'e 1'];
