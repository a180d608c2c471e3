import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { showUndoable } from '../../stores/undo-notice.ts';
import { useTranslation } from '../../use-translation.tsx';
import { useCoverage } from '../coverage/use-coverage.ts';
import { firstDraft, readyAnswer } from './answer-draft.ts';
import { executeAnswer } from './answer-executor.ts';
import { AnswerForm } from './answer-form.tsx';
import { aboutText, questionText } from './question-text.ts';
import { questionsAbout } from './questions-about.ts';
import styles from './question-dialog.module.css';

/** Asks the questions of which the answers would make the coverage surer, one at a time. */
export function QuestionDialog({
  aboutAccountId,
  onClose,
}: {
  /** Account that the questions are about; null for all. */
  readonly aboutAccountId: string | null;
  readonly onClose: () => void;
}) {
  const report = useCoverage();
  const snapshot = useInventory((state) => state.snapshot);
  if (report === null || snapshot === null) return null;
  return <Questions report={report} snapshot={snapshot} aboutAccountId={aboutAccountId} onClose={onClose} />;
}

function Questions({
  report,
  snapshot,
  aboutAccountId,
  onClose,
}: {
  readonly report: CoverageReport;
  readonly snapshot: InventorySnapshot;
  readonly aboutAccountId: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const open = questionsAbout(report, aboutAccountId).filter(({ id }) => !answered.has(id));
  const left = open.filter(({ id }) => !skipped.has(id));
  const [question] = left;
  if (question === undefined) return <NoneLeft skipped={open.length} onClose={onClose} />;
  const number = answered.size + skipped.size + 1;
  return (
    <OneQuestion
      key={question.id}
      title={t('ask.title', { number, total: number + left.length - 1 })}
      question={question}
      report={report}
      snapshot={snapshot}
      onAnswered={() => setAnswered(new Set([...answered, question.id]))}
      onSkip={() => setSkipped(new Set([...skipped, question.id]))}
      onClose={onClose}
    />
  );
}

function NoneLeft({ skipped, onClose }: { readonly skipped: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('ask.title.done')}
      onClose={onClose}
      actions={
        <Button look="primary" autoFocus onPress={onClose}>
          {t('ask.done')}
        </Button>
      }
    >
      <p>{skipped === 0 ? t('ask.none-left') : t('ask.skipped-left', { count: skipped })}</p>
    </Dialog>
  );
}

function OneQuestion({
  title,
  question,
  report,
  snapshot,
  onAnswered,
  onSkip,
  onClose,
}: {
  readonly title: string;
  readonly question: Question;
  readonly report: CoverageReport;
  readonly snapshot: InventorySnapshot;
  readonly onAnswered: () => void;
  readonly onSkip: () => void;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const world = useMemo(() => ({ t, locale, report }), [t, locale, report]);
  const [draft, setDraft] = useState(() => firstDraft(question));
  const [saving, setSaving] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);
  const ready = readyAnswer(draft);
  const hint = aboutText(world, question);
  const answer = async () => {
    if (ready === null) return;
    setSaving(true);
    const { isComplete, undo } = await executeAnswer(question, ready, {
      report,
      otherWaysIn: snapshot.otherWaysIn,
      devices: snapshot.devices,
      nameOf: (type) => wayNames(type),
    });
    setSaving(false);
    const text = t(isComplete ? 'ask.saved' : 'ask.failed');
    if (undo !== null) showUndoable(t, text, undo);
    else if (isComplete) showDone(text);
    if (isComplete) onAnswered();
  };
  /** Returns the name of the way in that the answer records. */
  const wayNames = (type: 'memory' | 'place' | 'people' | 'nobody' | 'device' | 'account'): string => {
    switch (type) {
      case 'memory':
      case 'nobody':
        return t('window.other-way.kind.password');
      case 'people':
        return t('window.other-way.kind.helpdesk');
      case 'place':
        return t('ask.way.place', { place: draft.place.trim() });
      case 'device':
        return snapshot.devices.find((device) => device.id === draft.deviceId)?.label ?? draft.device.label.trim();
      case 'account':
        return accountNames(t, locale, report)(draft.accountId);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onSkip}>{t('ask.skip')}</Button>
          <Button onPress={onClose}>{t('ask.done')}</Button>
          <Button look="primary" disabled={ready === null || saving} onPress={() => void answer()}>
            {t('ask.answer')}
          </Button>
        </>
      }
    >
      <h3 ref={heading} id={id} tabIndex={-1} className={styles['question']}>
        {questionText(world, question)}
      </h3>
      {hint === null ? null : <p className={styles['hint']}>{hint}</p>}
      <AnswerForm
        world={world}
        snapshot={snapshot}
        question={question}
        labelledBy={id}
        draft={draft}
        onChange={setDraft}
      />
    </Dialog>
  );
}
