import { useState } from 'react';
import type { CheckVerdict, KeyCheck } from '../../../src-shared/domain/check.ts';
import type { RecordState } from '../../../src-shared/domain/desk.ts';
import { decisionText } from '../../../src-shared/i18n/check-message.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { printWindow } from '../coverage/print/use-printing.ts';
import styles from './check-view.module.css';
import { DecideDialog, type DecisionKind } from './decide-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';

/** Decisions that each verdict allows. */
const decisionsAfter: Readonly<Record<CheckVerdict, readonly DecisionKind[]>> = {
  issue: ['hand-over'],
  'do-not-issue': ['retire', 'by-hand'],
  'cannot-tell': ['by-hand', 'retire'],
};

/** Renders what can be done with a check: its slip, a note, a decision; and how long it took, and whether it is kept. */
export function CheckTools({ check, recorded }: { readonly check: KeyCheck; readonly recorded: RecordState }) {
  const { t, dateTime } = useTranslation();
  const [noting, setNoting] = useState(false);
  const [deciding, setDeciding] = useState<DecisionKind | null>(null);
  const save = async (format: 'pdf' | 'html') => {
    const saved = await run(api().check.saveSlip({ id: check.id, format }));
    if (saved !== undefined && saved !== null) showDone(t('file.saved', { file: saved.file }));
  };
  return (
    <div className={styles['tools']}>
      <Button look="primary" onPress={printWindow}>
        <Icon name="print" size={14} /> {t('check.window.print')}
      </Button>
      <Button onPress={() => void save('pdf')}>{t('check.window.save-pdf')}</Button>
      <Button onPress={() => void save('html')}>{t('check.window.save-html')}</Button>
      {recorded === 'recorded' ? (
        <>
          {decisionsAfter[check.verdict].map((kind) => (
            <Button key={kind} onPress={() => setDeciding(kind)}>
              {t(`check.decide.${kind}`)}
            </Button>
          ))}
          <Button onPress={() => setNoting(true)}>{t('check.window.note')}</Button>
        </>
      ) : null}
      <span className={styles['made']}>
        <span>{t('check.window.made', { seconds: Math.round(check.milliseconds / 100) / 10 })}</span>
        <RecordedText recorded={recorded} />
      </span>
      {check.decision === null ? null : (
        <p className={styles['decision']}>
          <OutsideText text={decisionText(t, check.decision, dateTime)} maximum={400} />
        </p>
      )}
      {deciding === null ? null : <DecideDialog check={check} kind={deciding} onClose={() => setDeciding(null)} />}
      {noting ? <NoteDialog check={check} onClose={() => setNoting(false)} /> : null}
    </div>
  );
}

function RecordedText({ recorded }: { readonly recorded: RecordState }) {
  const { t } = useTranslation();
  if (recorded === 'recorded') return null;
  if (recorded === 'not-wanted') return <span>{t('check.window.not-recorded')}</span>;
  return (
    <span className={styles['failed']}>
      <ToneIcon tone="warning" size={12} /> {t('check.window.record-failed')}
    </span>
  );
}
