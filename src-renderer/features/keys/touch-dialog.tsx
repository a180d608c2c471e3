import { useEffect, useState } from 'react';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { keyName } from '../../components/use-key-name.ts';
import { asksInDialog, keysStore, useKeys } from '../../stores/keys-store.ts';
import { showKey } from '../../stores/navigation-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { askForTouch, stopAsking, type TouchEnd } from './ask-for-touch.ts';
import styles from './touch-dialog.module.css';

/** Asks all plugged-in keys for a touch at once, and shows the one that is touched. */
export function TouchDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const keys = useKeys((state) => state.keys);
  const [round, setRound] = useState(0);
  const [end, setEnd] = useState<TouchEnd | null>(null);
  useEffect(() => {
    // The keys as they are plugged in now: one that comes later waits for nothing.
    const ready = keysStore.getState().keys.filter(({ state }) => state === 'ready');
    const asked = ready.map(({ handle }) => handle);
    const noLonger = asksInDialog(asked);
    let isOver = false;
    void askForTouch(asked).then((touchEnd) => {
      if (isOver) return;
      isOver = true;
      // The page of the key takes the place of the list, and of this dialog.
      if (touchEnd.kind === 'touched') showKey({ type: 'plugged', handle: touchEnd.handle }, 'passkeys');
      else setEnd(touchEnd);
    });
    return () => {
      if (!isOver) stopAsking(asked);
      isOver = true;
      noLonger();
    };
  }, [round]);
  const again = () => {
    setEnd(null);
    setRound((count) => count + 1);
  };
  return (
    <Dialog
      title={t('window.touch-one.title')}
      onClose={onClose}
      actions={
        <>
          {end === null ? null : (
            <Button look="primary" onPress={again}>
              {t('window.touch-one.again')}
            </Button>
          )}
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
        </>
      }
    >
      <p>{t('window.touch-one.explain')}</p>
      {end === null ? null : (
        <Message tone="warning">
          <p>{t(end.kind === 'several' ? 'window.touch-one.several' : 'window.touch-one.nobody')}</p>
        </Message>
      )}
      <ul className={styles['keys']}>
        {keys.map((key) => (
          <KeyLine key={key.handle} plugged={key} end={end} />
        ))}
      </ul>
    </Dialog>
  );
}

function KeyLine({ plugged, end }: { readonly plugged: KeyView; readonly end: TouchEnd | null }) {
  const { t } = useTranslation();
  const refusal = end?.kind === 'nobody' ? end.refusals.get(plugged.handle) : undefined;
  const problem = refusal?.kind === 'not-supported' ? refusal : plugged.problem;
  const isUnable = plugged.state !== 'ready' || refusal?.kind === 'not-supported';
  return (
    <li>
      <bdi>{keyName(t, plugged, plugged.remembered?.label)}</bdi>
      <span className={styles['state']}>
        {t(isUnable ? 'window.touch-one.unable' : end === null ? 'window.touch-one.waiting' : 'window.touch-one.ended')}
      </span>
      {isUnable && problem !== null ? <p className={styles['state']}>{failureMessage(t, problem).text}</p> : null}
    </li>
  );
}
