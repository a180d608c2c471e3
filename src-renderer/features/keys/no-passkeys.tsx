import type { CapabilityReason } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { emptyListMessage } from '../../../src-shared/i18n/failure-message.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { showTab } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { KeyEntry } from './key-entries.ts';
import { changePin, setFirstPin } from './key-operations.ts';
import styles from './passkeys-tab.module.css';

/** Renders why the list is empty: never a bare empty table. */
export function NoPasskeys({ entry, listing }: { readonly entry: KeyEntry; readonly listing: PasskeyListing | null }) {
  const { t, dateTime } = useTranslation();
  const { plugged, record } = entry;
  if (listing !== null) {
    return (
      <div className={styles['empty']}>
        <Message tone="notice">{emptyListMessage(t, null, listing.complete)}</Message>
        {listing.problems.map((problem) => (
          <p key={problem.at} className={styles['quiet']}>
            {problem.at}: {problem.message}
          </p>
        ))}
      </div>
    );
  }
  if (plugged === null || (plugged.readAccess !== null && record?.lastRead != null)) {
    return (
      <div className={styles['empty']}>
        <Message tone="notice">
          {record?.lastRead == null
            ? t('window.passkeys.never-read')
            : t('window.passkeys.none-at', { at: dateTime(record.lastRead) })}
        </Message>
      </div>
    );
  }
  const can = plugged.facts?.capabilities.listPasskeys ?? { answer: 'unknown', reason: reasonOf(entry) };
  const { handle } = plugged;
  const locked = can.answer === 'yes' || can.reason === 'preview-only' || can.reason === 'not-read-yet';
  return (
    <div className={styles['empty']}>
      <Message tone={locked ? 'notice' : 'warning'}>
        {locked ? t('window.passkeys.locked') : emptyListMessage(t, can.reason)}
      </Message>
      {can.reason === 'no-pin-set' ? (
        <Button look="primary" onPress={() => void setFirstPin(t, handle)}>
          {t('window.pin.set-button')}
        </Button>
      ) : null}
      {can.reason === 'u2f-only' || can.reason === 'too-old' ? (
        <Button onPress={() => showTab('details')}>{t('window.passkeys.note-by-hand')}</Button>
      ) : null}
      {can.reason === 'pin-change-required' ? (
        <Button look="primary" onPress={() => void changePin(t, handle)}>
          {t('window.pin.change-button')}
        </Button>
      ) : null}
    </div>
  );
}

function reasonOf({ plugged }: KeyEntry): CapabilityReason {
  if (plugged?.state === 'u2f-only') return 'u2f-only';
  switch (plugged?.problem?.kind) {
    case 'no-permission':
      return 'no-permission';
    case 'key-busy':
      return 'in-use';
    case 'key-not-answering':
      return 'not-answering';
    default:
      return 'not-read-yet';
  }
}
