import { useEffect, useState } from 'react';
import type { OperationProgress } from '../../src-shared/domain/progress.ts';
import { api } from '../api.ts';
import { useKeys } from '../stores/keys-store.ts';
import { announce } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { OutsideText } from './outside-text.tsx';
import styles from './progress-strip.module.css';
import { useKeyName } from './use-key-name.ts';

/** A quick operation must not flash: only what still runs after this many milliseconds is shown and announced. */
const progressDelay = 750;

/** Renders what runs or waits on the keys: the request to touch one, or how far a long read has come, with Cancel. */
export function ProgressStrip() {
  const { t } = useTranslation();
  const progress = useKeys((state) => state.progress);
  const askedInDialog = useKeys((state) => state.askedInDialog);
  // A dialog that asks for a touch itself, or for a sample of a finger, says more, and has its own Cancel.
  const running = Object.values(progress).filter(
    ({ step, handle }) => step !== 'finger' && !askedInDialog.includes(handle),
  );
  if (running.length === 0) return null;
  return (
    <section className={styles['strips']} aria-label={t('window.progress.title')} data-react-aria-top-layer="true">
      {running.map((one) => (
        <Strip key={`${one.handle}:${isWaiting(one) ? one.step : 'working'}`} progress={one} />
      ))}
    </section>
  );
}

function isWaiting(progress: OperationProgress): boolean {
  return progress.step !== 'working';
}

function Strip({ progress }: { readonly progress: OperationProgress }) {
  const { t } = useTranslation();
  const name = useKeyName(progress.handle);
  const [shown, setShown] = useState(false);
  const waiting = isWaiting(progress);
  const sentence = t(`window.progress.${progress.step}`, { key: name });
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), progressDelay);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (shown) announce(sentence, waiting ? 'assertive' : 'polite');
  }, [shown, sentence, waiting]);
  if (!shown) return null;
  const { done, total } = progress;
  return (
    <div className={classes(styles['strip'], waiting && styles['waiting'])} data-testid="progress">
      <span className={styles['mark']} aria-hidden="true" />
      <p className={styles['words']}>
        <OutsideText text={sentence} maximum={200} />
        {done === null ? null : (
          <span className={styles['count']}>
            {total === null
              ? t('window.progress.count', { done })
              : t('window.progress.count-of-total', { done, total })}
          </span>
        )}
      </p>
      {total === null || done === null || total === 0 ? null : (
        <progress className={styles['bar']} value={done} max={total} aria-label={sentence} />
      )}
      <Button onPress={() => void api().keys.cancel({ handle: progress.handle })}>{t('window.common.cancel')}</Button>
    </div>
  );
}
