import { useCallback, useMemo, useRef, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { useEscape } from '../../components/use-escape.ts';
import { useLow } from '../../components/use-low.ts';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { openAddSpare } from '../backup/open-add-spare.ts';
import { FirstStepsStrip, useFirstSteps } from '../first-run/first-steps-strip.tsx';
import { QuestionDialog } from '../questions/question-dialog.tsx';
import { type Addition, createAdditions } from './additions.ts';
import { manyColumns } from './coverage-limits.ts';
import { CoverageFoot } from './coverage-foot.tsx';
import { CoverageHead } from './coverage-head.tsx';
import { CoverageTools } from './coverage-tools.tsx';
import styles from './coverage-view.module.css';
import { clearFilters, useCoverageView } from './coverage-view-store.ts';
import { MapView } from './map/map-view.tsx';
import { NextStepStrip } from './next-step-strip.tsx';
import { NoMatch } from './no-match.tsx';
import { AccountPanel } from './panel/account-panel.tsx';
import { PrintSheet } from './print/print-sheet.tsx';
import { usePrinting } from './print/use-printing.ts';
import { AccountTable } from './table/account-table.tsx';
import { useAccounts } from './use-accounts.ts';
import { useKeyLabels } from './use-key-labels.ts';
import { usePartSwitch } from './use-part-switch.ts';
import { useNextStep } from './use-next-step.ts';

interface OpenPanel {
  readonly accountId: string;
  readonly keyId: string | null;
}

const nothingAsked: ReadonlySet<string> = new Set();

/** Renders the coverage: one sentence, one next step, every account by every key, and the details of one. */
export function CoveragePage({
  report,
  onAsk,
}: {
  readonly report: CoverageReport;
  /** Asks what if a key were lost; null: asks with nothing chosen yet. */
  readonly onAsk: (keyId: string | null) => void;
}) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<OpenPanel | null>(null);
  const [questionsOf, setQuestionsOf] = useState<string | null>(null);
  const low = useLow();
  const printing = usePrinting();
  const search = useCoverageView((state) => state.search);
  const zoom = useCoverageView((state) => state.zoom);
  const { labels, records, labelOf } = useKeyLabels(report);
  const { entries, shown, rows, keys, words } = useAccounts(report);
  const services = useApp((state) => state.services);
  const step = useNextStep(report);
  const suggestedKeyId = step?.kind === 'add' ? step.keyId : null;
  const additionFor = useMemo(
    () => createAdditions(report, records, services, suggestedKeyId),
    [report, records, services, suggestedKeyId],
  );
  const lost = useMemo(() => new Set(report.keys.flatMap((key) => (key.lost ? [key.keyId] : []))), [report]);
  useEscape(clearFilters);
  usePartSwitch(body);
  const onOpen = useCallback((accountId: string, keyId: string | null) => setOpen({ accountId, keyId }), []);
  const onAdd = useCallback((addition: Addition) => void openAddSpare(addition), []);
  const chosen = open === null ? undefined : entries.find(({ account }) => account.accountId === open.accountId);
  const close = () => setOpen(null);
  const steps = useFirstSteps(report);
  const strip =
    steps !== null ? (
      <FirstStepsStrip steps={steps} />
    ) : step === null ? null : (
      <NextStepStrip step={step} report={report} labelOf={labelOf} small={low} onAdd={onAdd} />
    );
  const isMany = report.keys.length > manyColumns;
  const table = {
    report,
    keys,
    labels,
    lost,
    rows,
    selectedAccountId: open?.accountId ?? null,
    onOpen,
    onAsk,
  };
  return (
    <div className={styles['view']}>
      <CoverageHead report={report} entries={entries} strip={low || chosen !== undefined ? null : strip} />
      <div ref={body} className={styles['body']}>
        <div className={styles['main']}>
          <CoverageTools
            report={report}
            entries={entries}
            shown={shown.length}
            labelOf={labelOf}
            isMany={isMany}
            next={low ? strip : null}
            onAsk={() => onAsk(null)}
          />
          {shown.length === 0 ? (
            <NoMatch isEmpty={entries.length === 0} search={search} />
          ) : isMany && zoom === 'map' ? (
            <MapView {...table} labelOf={labelOf} />
          ) : (
            <AccountTable
              {...table}
              asked={nothingAsked}
              suggestedKeyId={suggestedKeyId}
              words={words}
              compact={isMany && zoom === 'compact'}
              additionFor={additionFor}
              onAdd={onAdd}
            />
          )}
          <CoverageFoot hasLost={lost.size > 0} hasPanel={chosen !== undefined} />
        </div>
        {open === null || chosen === undefined ? null : (
          <AccountPanel
            key={`${open.accountId} ${open.keyId ?? ''}`}
            entry={chosen}
            keyId={open.keyId}
            report={report}
            labelOf={labelOf}
            addition={additionFor(chosen)}
            after={null}
            onAdd={onAdd}
            onOpen={(accountId) => onOpen(accountId, null)}
            onAsk={() => setQuestionsOf(chosen.account.accountId)}
            onClose={close}
          />
        )}
      </div>
      {questionsOf === null ? null : (
        <QuestionDialog aboutAccountId={questionsOf} onClose={() => setQuestionsOf(null)} />
      )}
      {printing ? (
        <PrintSheet report={report} shown={shown} keys={keys} labels={labels} total={entries.length} />
      ) : null}
      <span className="spoken" role="status">
        {words.length === 0 ? '' : t('matrix.filter.count', { shown: shown.length, total: entries.length })}
      </span>
    </div>
  );
}
