import type { Capability } from '../../../src-shared/domain/capability.ts';
import { coseAlgorithmName } from '../../../src-shared/lib/cose-algorithm.ts';
import { Button } from '../../components/button.tsx';
import { FactList } from '../../components/fact-list.tsx';
import { Message } from '../../components/message.tsx';
import { RpId } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';
import type { PasskeyRow } from './passkey-rows.ts';
import styles from './passkeys-tab.module.css';

/** Renders all fields of one passkey, with what can be done to it. */
export function PasskeyDetail({
  row,
  canDelete,
  rename,
  onDelete,
  onRename,
  onClose,
}: {
  readonly row: PasskeyRow;
  readonly canDelete: boolean;
  /** Null where the passkey is only remembered. */
  readonly rename: Capability | null;
  readonly onDelete: () => void;
  readonly onRename: () => void;
  readonly onClose: () => void;
}) {
  const { t, dateTime } = useTranslation();
  const yesNo = (value: boolean | null) =>
    value === null ? null : t(value ? 'window.answer.yes' : 'window.answer.no');
  const protection = ([1, 2, 3] as const).find((level) => level === row.credProtect);
  return (
    <aside className={styles['pane']} aria-label={t('window.passkey.detail')}>
      <div className={styles['pane-head']}>
        <h2>{row.rpId === null ? t('window.passkey.no-rp-id') : <RpId rpId={row.rpId} />}</h2>
        <Button look="quiet" label={t('window.common.close')} onPress={onClose}>
          ×
        </Button>
      </div>
      {row.notes.length === 0 ? null : (
        <Message tone="warning">
          <ul className={styles['notes']}>
            {row.notes.map((note) => (
              <li key={note}>{t(`window.note.${note}`)}</li>
            ))}
          </ul>
        </Message>
      )}
      <FactList
        facts={[
          [t('window.passkey.rp-name'), row.rpName],
          [t('window.passkey.user-name'), row.userName],
          [t('window.passkey.display-name'), row.userDisplayName],
          [t('window.passkey.user-id'), row.userId],
          [t('window.passkey.credential-id'), row.credentialId],
          [t('window.passkey.rp-id-hash'), row.rpIdHash],
          [t('window.passkey.algorithm'), row.algorithm === null ? null : coseAlgorithmName(row.algorithm)],
          [
            t('window.passkey.protection'),
            protection === undefined
              ? row.credProtect === null
                ? null
                : String(row.credProtect)
              : t(`window.passkey.protection.${protection}`),
          ],
          [t('window.passkey.large-blob'), yesNo(row.hasLargeBlobKey)],
          [t('window.passkey.payment'), yesNo(row.thirdPartyPayment)],
          [t('window.passkey.first-seen'), row.firstSeen === null ? null : dateTime(row.firstSeen)],
          [t('window.passkey.last-seen'), row.asOf === null ? null : dateTime(row.asOf)],
        ]}
      />
      {row.source === 'memory' ? (
        <p className={styles['quiet']}>{t('window.passkey.unlock-to-change')}</p>
      ) : (
        <div className={styles['pane-actions']}>
          {rename?.answer === 'yes' ? <Button onPress={onRename}>{t('window.passkey.rename')}</Button> : null}
          {canDelete ? <Button onPress={onDelete}>{t('window.passkey.delete')}</Button> : null}
          {rename?.reason == null ? null : <p className={styles['quiet']}>{t(`reason.${rename.reason}`)}</p>}
        </div>
      )}
    </aside>
  );
}
