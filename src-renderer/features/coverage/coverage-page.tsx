import { useCallback, useMemo, useRef, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { KeyFailure } from '../../components/key-failure.tsx';
import { useEscape } from '../../components/use-escape.ts';
import { useLow } from '../../components/use-low.ts';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { openAddSpare } from '../backup/open-add-spare.ts';
import { FirstStepsStrip, useFirstSteps } from '../first-run/first-steps-strip.tsx';
import { NameChips } from '../first-run/name-chips.tsx';
import { RemindersPanel } from '../reminders/reminders-panel.tsx';
import { QuestionDialog } from '../questions/question-dialog.tsx';
import { type Addition, createAdditions } from './additions.ts';
import { manyColumns } from './coverage-limits.ts';
import { CoverageFoot } from './coverage-foot.tsx';
import { CoverageHead } from './coverage-head.tsx';
import { CoverageTools } from './coverage-tools.tsx';
import styles from './coverage-view.module.css';
import { changeCoverageView, clearFilters, useCoverageView } from './coverage-view-store.ts';
import { MapView } from './map/map-view.tsx';
import { NextStepStrip } from './next-step-strip.tsx';
import { NoMatch } from './no-match.tsx';
import { AccountPanel } from './panel/account-panel.tsx';
import { useKeptPicture } from './picture/use-kept-picture.ts';
import { PrintSheet } from './print/print-sheet.tsx';
import { usePrinting } from './print/use-printing.ts';
import { AccountTable } from './table/account-table.tsx';
import { useAccounts } from './use-accounts.ts';
import { useKeyLabels } from './use-key-labels.ts';
import { usePartSwitch } from './use-part-switch.ts';
import { handleOfUnread } from './unread-keys.ts';
import { useReadShortcut } from './use-read-shortcut.ts';
import { useNextStep } from './use-next-step.ts';

interface OpenPanel {
  readonly accountId: string;
  readonly keyId: string | null;
}

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
  const { entries, shown, keys, words } = useAccounts(report);
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
  const reminders = useCoverageView((state) => state.reminders);
  const onOpen = useCallback((accountId: string, keyId: string | null) => {
    setOpen({ accountId, keyId });
    changeCoverageView({ reminders: false });
  }, []);
  const onAdd = useCallback((addition: Addition) => void openAddSpare(addition), []);
  const chosen = open === null ? undefined : entries.find(({ account }) => account.accountId === open.accountId);
  const close = () => setOpen(null);
  const hasPanel = reminders || chosen !== undefined;
  const steps = useFirstSteps(report);
  useReadShortcut(report.unreadKeys);
  // The same elements while nothing about them changes: a letter of the search draws neither head nor strip.
  const strip = useMemo(
    () =>
      steps !== null ? (
        <FirstStepsStrip steps={steps} />
      ) : step === null ? null : (
        <NextStepStrip step={step} report={report} labelOf={labelOf} small={low} onAdd={onAdd} />
      ),
    [steps, step, report, labelOf, low, onAdd],
  );
  useKeptPicture({ report, entries, keys, labels, lost, additionFor });
  const isMany = report.keys.length > manyColumns;
  const table = {
    report,
    keys,
    labels,
    lost,
    rows: shown,
    selectedAccountId: open?.accountId ?? null,
    onOpen,
    onAsk,
  };
  return (
    <div className={styles['view']}>
      <CoverageHead report={report} entries={entries} strip={low || hasPanel ? null : strip} />
      <div ref={body} className={styles['body']}>
        <div className={styles['main']}>
          <CoverageTools
            report={report}
            entries={entries}
            shown={shown.length}
            labelOf={labelOf}
            isMany={isMany}
            next={low ? strip : null}
            naming={steps === null || steps.unnamed === null ? null : <NameChips record={steps.unnamed} />}
            onAsk={() => onAsk(null)}
          />
          {report.unreadKeys.map(({ keyId }) => (
            <div key={keyId} className={styles['failure']}>
              <KeyFailure handle={handleOfUnread(keyId)} isNamed={false} />
            </div>
          ))}
          {shown.length === 0 ? (
            <NoMatch isEmpty={entries.length === 0} search={search} />
          ) : isMany && zoom === 'map' ? (
            <MapView {...table} labelOf={labelOf} />
          ) : (
            <AccountTable
              {...table}
              suggestedKeyId={suggestedKeyId}
              words={words}
              compact={isMany && zoom === 'compact'}
              additionFor={additionFor}
              onAdd={onAdd}
            />
          )}
          <CoverageFoot hasLost={lost.size > 0} hasPanel={hasPanel} hasUnread={report.unreadKeys.length > 0} />
        </div>
        {reminders ? (
          <RemindersPanel onClose={() => changeCoverageView({ reminders: false })} />
        ) : open === null || chosen === undefined ? null : (
          <AccountPanel
            key={`${open.accountId} ${open.keyId ?? ''}`}
            entry={chosen}
            keyId={open.keyId}
            report={report}
            labelOf={labelOf}
            addition={additionFor(chosen)}
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
