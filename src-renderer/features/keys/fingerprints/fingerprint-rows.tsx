import { useEffect, useState } from 'react';
import type { Fingerprint, FingerprintListing } from '../../../../src-shared/domain/fingerprint.ts';
import type { KeyFacts } from '../../../../src-shared/domain/plugged-key.ts';
import { fingerprintText } from '../../../../src-shared/i18n/fingerprint-message.ts';
import { api } from '../../../api.ts';
import { Button } from '../../../components/button.tsx';
import { Sentences } from '../../../components/sentences.tsx';
import { SettingRow } from '../../../components/setting-row.tsx';
import { rowReason } from '../../../components/row-reason.ts';
import { run, settle } from '../../../stores/run.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { useKeptListing } from '../use-kept-listing.ts';
import { AddFingerprintDialog } from './add-fingerprint-dialog.tsx';
import styles from './fingerprint-rows.module.css';
import { RemoveFingerprintDialog } from './remove-fingerprint-dialog.tsx';
import { RenameFingerprintDialog } from './rename-fingerprint-dialog.tsx';

type Asking = { readonly what: 'add' } | { readonly what: 'rename' | 'remove'; readonly fingerprint: Fingerprint };

/** Renders the fingerprints of a key, each with its name, and what adds, renames and removes one; before the PIN: that there are some, or none. */
export function FingerprintRows({
  handle,
  facts,
  unlocked,
}: {
  readonly handle: string;
  readonly facts: KeyFacts;
  readonly unlocked: boolean;
}) {
  const { t } = useTranslation();
  const [listing, setListing] = useListing(handle, unlocked);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { pin, details, capabilities } = facts;
  const can = capabilities.listFingerprints;
  if (pin.builtInUv === 'none' && can.answer === 'no') return null;
  const reason = rowReason(t, can);
  const tries = listing?.sensor.triesLeft ?? details.uvRetries;
  const show = async (): Promise<void> => {
    const read = await run(api().keys.unlockFingerprints({ handle }), handle);
    if (read !== undefined) setListing(read);
  };
  const close = (): void => setAsking(null);
  const changed = (after: FingerprintListing | null): void => {
    close();
    setListing(after);
  };
  return (
    <>
      <SettingRow
        name={t('window.security.fingerprint')}
        value={
          listing !== null
            ? t('window.fingerprints.count', { count: listing.fingerprints.length })
            : pin.builtInUv === 'none'
              ? null
              : t(`window.security.fingerprint.${pin.builtInUv}`)
        }
        meaning={
          <Sentences>
            {reason ?? t('window.security.fingerprint.meaning')}
            {tries === null ? null : t('window.fingerprints.tries', { tries })}
            {listing === null ? null : t('fingerprint.room')}
          </Sentences>
        }
        action={
          listing === null
            ? { label: t('window.fingerprints.show'), possible: reason === null, onPress: () => void show() }
            : { label: t('window.fingerprints.add'), possible: true, onPress: () => setAsking({ what: 'add' }) }
        }
      />
      {listing === null || listing.fingerprints.length === 0 ? null : (
        <ul className={styles['list']} aria-label={t('window.security.fingerprint')}>
          {listing.fingerprints.map((fingerprint) => {
            const name = fingerprintText(t, fingerprint);
            return (
              <li key={fingerprint.templateId} className={styles['one']}>
                <bdi className={styles['name']}>{name}</bdi>
                {(['rename', 'remove'] as const).map((what) => (
                  <Button
                    key={what}
                    look={what === 'remove' ? 'quiet-destructive' : 'quiet'}
                    label={t(`window.fingerprints.${what}-one`, { name })}
                    onPress={() => setAsking({ what, fingerprint })}
                  >
                    {t(`window.fingerprints.${what}`)}
                  </Button>
                ))}
              </li>
            );
          })}
        </ul>
      )}
      {listing === null || asking === null ? null : asking.what === 'add' ? (
        <AddFingerprintDialog handle={handle} sensor={listing.sensor} onAdded={changed} onClose={close} />
      ) : asking.what === 'rename' ? (
        <RenameFingerprintDialog
          handle={handle}
          fingerprint={asking.fingerprint}
          sensor={listing.sensor}
          onRenamed={changed}
          onClose={close}
        />
      ) : (
        <RemoveFingerprintDialog
          handle={handle}
          fingerprint={asking.fingerprint}
          isLast={listing.fingerprints.length === 1}
          onRemoved={changed}
          onClose={close}
        />
      )}
    </>
  );
}

/** Returns the fingerprints of a plug-in; they are read as soon as the key is unlocked, and forgotten when it is locked. */
function useListing(handle: string, unlocked: boolean) {
  const kept = useKeptListing<FingerprintListing>(handle, unlocked);
  const [, keep] = kept;
  useEffect(() => {
    if (!unlocked) return undefined;
    let isWanted = true;
    void settle(api().keys.listFingerprints({ handle })).then((outcome) => {
      // What cannot be read now is asked for with the button, which says why.
      if (isWanted && outcome.ok) keep(outcome.value);
    });
    return () => {
      isWanted = false;
    };
  }, [handle, unlocked, keep]);
  return kept;
}
