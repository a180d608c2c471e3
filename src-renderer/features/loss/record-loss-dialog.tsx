import { useState } from 'react';
import type { RecoveryPlan } from '../../../src-shared/coverage/plans/recovery-plan-types.ts';
import { otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { lostCountWords } from './lost-count-words.ts';
import { clearMarks, showLoss } from './loss-store.ts';
import styles from './loss-view.module.css';

/** Asks before a loss is recorded: names what is lost, counts what follows, and says what changes and what does not. */
export function RecordLossDialog({
  plan,
  lost,
  onClose,
}: {
  readonly plan: RecoveryPlan;
  readonly lost: { readonly keyIds: string[]; readonly otherWayIds: string[]; readonly pinKnownKeyIds: string[] };
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const record = async () => {
    const recorded = await run(api().loss.record({ ...lost, note: note.trim() === '' ? null : note.trim() }));
    onClose();
    if (recorded === undefined) return;
    clearMarks();
    showLoss(recorded.lossId);
    showDone(t('window.loss.record.done'));
  };
  return (
    <ConfirmDialog
      title={t('window.loss.record.title')}
      confirm={t('window.loss.record.confirm')}
      onConfirm={() => void record()}
      onClose={onClose}
    >
      <div className={styles['dialog']}>
        <p>{t('window.loss.record.what', { what: lostCountWords(t, plan.keys.length, plan.ways.length) })}</p>
        <ul className={styles['named']}>
          {plan.keys.map((key) => (
            <li key={key.keyId}>
              <bdi>{displayText(key.label, 80)}</bdi>
            </li>
          ))}
          {plan.ways.map((way) => (
            <li key={way.id}>
              <bdi>{otherWayName(t, way)}</bdi>
            </li>
          ))}
        </ul>
        <p>
          {t('window.loss.record.follows', {
            touched: plan.touched,
            locked: plan.counts['locked-out'] + plan.counts.helpdesk,
            perhaps: plan.counts.perhaps,
          })}
        </p>
        <p>{t('window.loss.record.changes')}</p>
        <TextField label={t('window.loss.record.note')} value={note} onChange={setNote} maximum={2000} multiline />
      </div>
    </ConfirmDialog>
  );
}
