import { useState } from 'react';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import { accountName, otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Checkbox } from '../../components/checkbox.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { AssumedThings } from './assumed-loss.ts';
import { lostCountText } from './lost-count-text.ts';
import { clearChoices, markPinKnown, showLoss, useLoss } from './loss-store.ts';
import styles from './loss-view.module.css';
import { useRecoveryTerms } from './use-recovery-terms.ts';

/** Asks before a loss is recorded: names what is lost, counts what follows, and says what changes and what does not. */
export function RecordLossDialog({
  plan,
  lost,
  summary,
  onClose,
}: {
  readonly plan: RecoveryPlan;
  readonly lost: AssumedThings;
  /** Counts of what becomes of the accounts, as the view behind the dialog has them. */
  readonly summary: string;
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
  const pinKnownIds = useLoss((state) => state.pinKnownIds);
  const ways = plan.ways.filter(({ id }) => lost.otherWayIds.includes(id));
  const devices = plan.devices.filter(({ deviceId }) => lost.deviceIds.includes(deviceId));
  const record = async () => {
    const recorded = await run(
      api().loss.record({ ...recordedOf(lost, pinKnownIds), note: note.trim() === '' ? null : note.trim() }),
    );
    onClose();
    if (recorded === undefined) return;
    clearChoices('loss');
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
              {key.hasPin === false ? null : (
                <Checkbox checked={pinKnownIds.has(key.keyId)} onChange={(on) => markPinKnown(key.keyId, on)}>
                  {t('window.loss.pin-known')}
                </Checkbox>
              )}
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
        <p>{summary}</p>
        <p>{t('window.loss.record.changes', { ways: ways.length })}</p>
        <TextField label={t('window.loss.record.note')} value={note} onChange={setNote} maximum={2000} multiline />
      </div>
    </ConfirmDialog>
  );
}

/** Returns what is recorded: the things themselves, not the places they were at. */
function recordedOf({ keyIds, otherWayIds, deviceIds, accountIds }: AssumedThings, pinKnownIds: ReadonlySet<string>) {
  return {
    keyIds,
    otherWayIds,
    pinKnownKeyIds: keyIds.filter((id) => pinKnownIds.has(id)),
    ...(deviceIds.length > 0 && { deviceIds }),
    ...(accountIds.length > 0 && { accountIds }),
  };
}
