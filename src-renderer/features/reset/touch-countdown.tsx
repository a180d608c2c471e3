import { useEffect, useState } from 'react';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './reset-page.module.css';

/** Seconds for which every key waits for its touch. */
const seconds = 10;
const spoken: ReadonlySet<number> = new Set([10, 5, 3]);

/** Renders the seconds in which a touch surely counts, as a number and as bars; spoken at 10, 5 and 3. */
export function TouchCountdown() {
  const { t } = useTranslation();
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (spoken.has(left)) announce(t('key-reset.left.spoken', { seconds: left }), 'assertive');
  }, [left, t]);
  return (
    <div className={styles['countdown']} role="timer">
      <b className={styles['number']}>{t('key-reset.seconds', { seconds: left })}</b>
      <span className={styles['left']}>
        {t(left === 0 ? 'key-reset.left.none' : 'key-reset.left')}
        <span className={styles['bars']} aria-hidden="true">
          {Array.from({ length: seconds }, (_, index) => (
            <i key={index} data-left={index < left} />
          ))}
        </span>
      </span>
    </div>
  );
}
