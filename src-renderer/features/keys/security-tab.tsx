import type { PinState } from '../../../src-shared/domain/plugged-key.ts';
import { SettingRow } from '../../components/setting-row.tsx';
import { Tries } from '../../components/tries.tsx';
import { rowReason } from '../../components/row-reason.ts';
import { useTranslation } from '../../use-translation.tsx';
import { BlobRows } from './blobs/blob-rows.tsx';
import { FingerprintRows } from './fingerprints/fingerprint-rows.tsx';
import type { KeyEntry } from './key-entries.ts';
import { changePin, setFirstPin } from './key-operations.ts';
import { NfcRow } from './nfc-row.tsx';
import styles from './security-tab.module.css';
import { GenuinenessRows } from '../genuineness/genuineness-rows.tsx';
import { ReadAccessRow } from '../read-access/read-access-row.tsx';
import { ResetRow } from '../reset/reset-row.tsx';
import { SettingRows } from './settings/setting-rows.tsx';

/** Renders how a key is protected: one row per setting, with the value as read, what it means, and what can be done. */
export function SecurityTab({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const { plugged, record } = entry;
  if (plugged?.facts == null) {
    return (
      <div className={styles['alone']}>
        {record?.pinSet == null ? null : <p>{t(record.pinSet ? 'window.pin.set' : 'window.pin.not-set')}</p>}
        <p>{t('window.pin.plug-in')}</p>
        <ReadAccessRow plugged={plugged} keyId={record?.id ?? null} />
      </div>
    );
  }
  const { handle, facts } = plugged;
  const { pin, capabilities } = facts;
  const isSet = pin.set === true;
  const can = isSet ? capabilities.changePin : capabilities.setPin;
  const reason = rowReason(t, can);
  return (
    <div className={styles['rows']}>
      <SettingRow
        name={t('window.security.pin')}
        value={<PinValue pin={pin} />}
        meaning={reason ?? t(`window.security.pin.${meaningOf(pin)}`)}
        action={
          pin.supported
            ? {
                label: t(isSet ? 'window.pin.change-button' : 'window.pin.set-button'),
                possible: can.answer !== 'no',
                onPress: () => void (isSet ? changePin(t, handle) : setFirstPin(t, handle)),
              }
            : null
        }
      />
      <ReadAccessRow key={handle} plugged={plugged} keyId={record?.id ?? null} />
      <SettingRows handle={handle} keyId={record?.id ?? null} facts={facts} />
      <NfcRow facts={facts} />
      <FingerprintRows handle={handle} facts={facts} unlocked={plugged.unlocked} />
      <BlobRows handle={handle} facts={facts} unlocked={plugged.unlocked} />
      <GenuinenessRows handle={handle} facts={facts} />
      <ResetRow plugged={plugged} keyId={record?.id ?? null} existing={record?.existing ?? null} />
    </div>
  );
}

function PinValue({ pin }: { readonly pin: PinState }) {
  const { t } = useTranslation();
  if (!pin.supported) return t('window.security.pin.none');
  if (pin.set === false) return t('window.pin.short.not-set');
  return pin.retriesLeft === null ? t('window.pin.short.set') : <Tries pin={pin} />;
}

function meaningOf(pin: PinState): 'unsupported' | 'blocked' | 'paused' | 'change' | 'unset' | 'unknown' | 'set' {
  if (!pin.supported) return 'unsupported';
  if (pin.blocked) return 'blocked';
  if (pin.needsReplug) return 'paused';
  if (pin.set === null) return 'unknown';
  if (!pin.set) return 'unset';
  return pin.forceChange ? 'change' : 'set';
}
