import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { QuestionDialog } from '../questions/question-dialog.tsx';
import { QuestionsLine } from '../questions/questions-line.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { AccountDetails } from './account-details.tsx';
import { CoverageHeadline } from './coverage-headline.tsx';
import { headlineText, lossHeadlineText } from './coverage-text.ts';
import styles from './coverage-view.module.css';
import { EvidenceDetails } from './evidence-details.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { filterTexts } from './filters/filter-text.ts';
import {
  isNothing,
  isPlaceLost,
  type NamedPlace,
  namedPlaces,
  nothingLost,
  toggleKey,
  togglePlace,
} from './lost-things.ts';
import { Matrix } from './matrix/matrix.tsx';
import { type FilterName, noFilters } from './filters/matrix-filters.ts';
import { MatrixActions, MatrixTools } from './matrix-tools.tsx';
import { changeFilters, changeMatrixView, useMatrixView } from './matrix/matrix-view-store.ts';
import { OverviewMatrix } from './zoom/overview-matrix.tsx';
import { PlaceStrip } from './place-strip.tsx';
import type { AccountRow } from './matrix/row-model.ts';
import { PrintSheet } from './print/print-sheet.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { useCoverage } from './use-coverage.ts';
import { useMatrix } from './matrix/use-matrix.ts';
import { useQuestion } from './use-question.ts';
import { usePrinting } from './print/use-printing.ts';

interface OpenDetails {
  readonly accountId: string;
  readonly keyId: string | null;
  readonly anchor: HTMLElement;
  /** The questions about the account are asked: it may become another one by an answer. */
  readonly isAsking: boolean;
}

/** Renders the home of Sparekey: what would be lost with which key. */
export function CoverageView() {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  if (report === null || snapshot === null) {
    return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  }
  return report.keys.length === 0 ? <FirstRun /> : <ReportView report={report} snapshot={snapshot} />;
}

function ReportView({ report, snapshot }: { readonly report: CoverageReport; readonly snapshot: InventorySnapshot }) {
  const { t } = useTranslation();
  const { zoom, grouping, search, filters } = useMatrixView((state) => state);
  const { question, ask, expect } = useQuestion();
  const { lost } = question;
  const [details, setDetails] = useState<OpenDetails | null>(null);
  const { index, rows, expected, keys, loss } = useMatrix(report, question);
  const printing = usePrinting();

  const records = useMemo(() => new Map(snapshot.keys.map((key) => [key.id, key])), [snapshot.keys]);
  const labels = useMemo(() => {
    const distinct = distinctLabels(t, report.keys, records);
    return new Map(report.keys.flatMap(({ keyId }, at) => (distinct[at] === undefined ? [] : [[keyId, distinct[at]]])));
  }, [t, report.keys, records]);
  const labelOf = useCallback((keyId: string): string => labels.get(keyId)?.full ?? '', [labels]);
  const places = useMemo(() => namedPlaces(report), [report]);
  const headline = useMemo(
    () => (loss === null ? headlineText(t, report) : lossHeadlineText(t, report, loss, { lost, places, labelOf })),
    [t, report, loss, lost, places, labelOf],
  );
  const text = filterTexts(t, filters, labelOf);
  const spoken = loss === null ? '' : headline.main;
  useEffect(() => {
    if (spoken === '') return;
    // Of several presses one after the other only the last answer is worth hearing.
    const timer = setTimeout(() => announce(spoken), 150);
    return () => clearTimeout(timer);
  }, [spoken]);

  const onTogglePlace = useCallback((place: NamedPlace) => ask((before) => togglePlace(before, place)), [ask]);
  const onChoosePlace = useCallback(
    (place: NamedPlace) => ask((before) => (isPlaceLost(before, place) ? before : togglePlace(before, place))),
    [ask],
  );
  const clearQuestion = useCallback(() => ask(() => nothingLost), [ask]);
  const asking = !isNothing(lost);
  useEscape(
    useCallback(() => {
      if (asking) clearQuestion();
      else clearFilters();
    }, [asking, clearQuestion]),
  );
  const chosen = details === null ? null : findAccount(report, details.accountId);
  // A form opened from the details cannot give the focus back: where it was is gone by then. The cell is still there.
  const close = () => {
    setDetails(null);
    const anchor = details?.anchor;
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && anchor?.isConnected === true) anchor.focus();
    });
  };
  const matrix = {
    report,
    index,
    rows,
    expected,
    sheet: question.sheet,
    keys,
    labels,
    records,
    lost: lost.keyIds,
    grouping,
    onAboutToToggle: (keyId: string) => expect(toggleKey(lost, keyId)),
    onToggleLost: (keyId: string) => ask((before) => toggleKey(before, keyId)),
    onOpen: (row: AccountRow, keyId: string | null, anchor: HTMLElement) =>
      setDetails({ accountId: row.entry.account.accountId, keyId, anchor, isAsking: false }),
  };
  const narrowed = text.length > 0 || search.trim() !== '';
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <CoverageHeadline main={headline.main} rest={headline.rest} onClear={loss === null ? null : clearQuestion} />
        <QuestionsLine count={report.questions.length} />
        <PlaceStrip places={places} lost={lost} onToggle={onTogglePlace} onChoose={onChoosePlace} />
        <MatrixTools index={index} labelOf={labelOf} />
        <div className={styles['narrowed']}>
          <FilterBar
            text={text}
            shown={rows.accounts}
            total={report.totals.accounts}
            searching={search.trim() !== ''}
            onRemove={removeFilter}
            onClear={clearFilters}
          />
          <MatrixActions />
        </div>
      </header>
      {rows.count > 0 ? null : (
        <p className={styles['none']}>
          {report.totals.accounts === 0
            ? t('window.coverage.no-accounts')
            : text.length === 0
              ? t('window.coverage.no-match')
              : t('matrix.filter.none', {
                  filters: text.map((filter) => filter.text).join(t('list.separator')),
                  search: search.trim() === '' ? 'no' : 'yes',
                })}
        </p>
      )}
      {zoom === 'overview' ? <OverviewMatrix {...matrix} /> : <Matrix {...matrix} zoom={zoom} />}
      {details?.isAsking === true ? <QuestionDialog aboutAccountId={details.accountId} onClose={close} /> : null}
      {details === null || details.isAsking || chosen === null ? null : details.keyId === null ? (
        <AccountDetails
          {...chosen}
          report={report}
          after={loss?.touched.find(({ account }) => account === chosen.account) ?? null}
          anchor={details.anchor}
          onAsk={() => setDetails({ ...details, isAsking: true })}
          onClose={close}
        />
      ) : (
        <EvidenceDetails {...chosen} keyId={details.keyId} report={report} anchor={details.anchor} onClose={close} />
      )}
      {printing ? (
        <PrintSheet
          report={report}
          rows={rows}
          keys={keys}
          labels={labels}
          grouping={grouping}
          headline={headline}
          narrowedTo={narrowed ? [...text.map((filter) => filter.text), ...searchTerms(search)] : []}
        />
      ) : null}
    </div>
  );
}

function removeFilter(name: FilterName): void {
  changeFilters({ [name]: noFilters[name] });
}

function clearFilters(): void {
  changeMatrixView({ filters: noFilters, search: '' });
}

function searchTerms(search: string): readonly string[] {
  return search.trim() === '' ? [] : [`“${search.trim()}”`];
}

function findAccount(report: CoverageReport, accountId: string) {
  for (const service of report.services) {
    const account = service.accounts.find((one) => one.accountId === accountId);
    if (account !== undefined) return { service, account };
  }
  return null;
}
