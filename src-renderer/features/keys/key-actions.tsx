import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { readingArrived, useKeys } from '../../stores/keys-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { useTranslation } from '../../use-translation.tsx';
import type { KeyEntry } from './key-entries.ts';
import styles from './key-actions.module.css';

/** Opens the PIN window for a key, reads its passkeys and keeps what was read. */
export async function unlockKey(handle: string): Promise<void> {
  const reading = await run(api().keys.unlock({ handle }));
  if (reading !== undefined) readingArrived(handle, reading);
}

/** Reads a key again that is still unlocked. */
export async function readKey(handle: string): Promise<void> {
  const reading = await run(api().keys.listPasskeys({ handle }));
  if (reading !== undefined) readingArrived(handle, reading);
}

/** Blinks a key; where nothing was seen to blink the person can ask for a touch instead. */
export async function identifyKey(t: Translate, handle: string, byTouch = false): Promise<void> {
  const done = await run(api().keys.identify({ handle, byTouch }));
  if (done === undefined) return;
  const askForTouch = { label: t('window.key.not-seen'), onPress: () => void identifyKey(t, handle, true) };
  showDone(t(`window.key.identified.${done.by}`), done.by === 'wink' ? askForTouch : null);
}

/** Renders what can be done with a key as a whole: unlock, read again, lock, make it blink. */
export function KeyActions({ entry }: { readonly entry: KeyEntry }) {
  const { t } = useTranslation();
  const { plugged } = entry;
  const busy = useKeys((state) => plugged !== null && state.progress[plugged.handle] !== undefined);
  if (plugged === null || plugged.facts === null) return null;
  const { handle, unlocked, facts } = plugged;
  const { listPasskeys, identify } = facts.capabilities;
  return (
    <div className={styles['actions']}>
      {unlocked ? (
        <>
          <Button disabled={busy} onPress={() => void readKey(handle)}>
            {t('window.key.read-again')}
          </Button>
          <Button onPress={() => void api().keys.lock({ handle })}>{t('window.key.lock')}</Button>
        </>
      ) : listPasskeys.answer === 'no' ? null : (
        <Button look="primary" disabled={busy} onPress={() => void unlockKey(handle)}>
          {t('window.key.unlock')}
        </Button>
      )}
      {identify.answer === 'no' ? null : (
        <Button disabled={busy} onPress={() => void identifyKey(t, handle)}>
          {t('window.key.identify')}
        </Button>
      )}
    </div>
  );
}
