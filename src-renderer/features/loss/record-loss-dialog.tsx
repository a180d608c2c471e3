import { useState } from 'react';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import { accountName, otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { lostCountText } from './lost-count-text.ts';
import { clearMarks, showLoss } from './loss-store.ts';
import styles from './loss-view.module.css';
import { useRecoveryTerms } from './use-recovery-terms.ts';

/** The things that the drill assumes lost. */
export interface LostInDrill {
  readonly keyIds: string[];
  readonly otherWayIds: string[];
  readonly deviceIds: string[];
  readonly accountIds: string[];
  readonly pinKnownKeyIds: string[];
}

/** Asks before a loss is recorded: names what is lost, counts what follows, and says what changes and what does not. */
export function RecordLossDialog({
  plan,
  lost,
  onClose,
}: {
  readonly plan: RecoveryPlan;
  readonly lost: LostInDrill;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const terms = useRecoveryTerms();
  const counts = {
    keys: plan.keys.length,
    ways: lost.otherWayIds.length,
    devices: lost.deviceIds.length,
    accounts: plan.lostAccounts.length,
  };
  const [note, setNote] = useState('');
  const ways = plan.ways.filter(({ id }) => lost.otherWayIds.includes(id));
  const devices = plan.devices.filter(({ deviceId }) => lost.deviceIds.includes(deviceId));
  const record = async () => {
    const recorded = await run(
      api().loss.record({ ...recordedOf(lost), note: note.trim() === '' ? null : note.trim() }),
    );
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
        <p>{t('window.loss.record.what', { what: lostCountText(t, counts) })}</p>
        <ul className={styles['named']}>
          {plan.keys.map((key) => (
            <li key={key.keyId}>
              <bdi>{displayText(key.label, 80)}</bdi>
            </li>
          ))}
          {devices.map((device) => (
            <li key={device.deviceId}>
              <bdi>{displayText(device.label, 80)}</bdi>
            </li>
          ))}
          {plan.lostAccounts.map((account) => (
            <li key={account.accountId}>
              <bdi>{displayText(accountName(terms, account), 120)}</bdi>
            </li>
          ))}
          {ways.map((way) => (
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

/** Returns what is recorded of a drill: the things themselves, not the places they were at. */
function recordedOf({ keyIds, otherWayIds, deviceIds, accountIds, pinKnownKeyIds }: LostInDrill) {
  return {
    keyIds,
    otherWayIds,
    pinKnownKeyIds,
    ...(deviceIds.length > 0 && { deviceIds }),
    ...(accountIds.length > 0 && { accountIds }),
  };
}
