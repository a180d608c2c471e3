import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import { areTriesFew, areTriesFull, mostTries } from '../../src-shared/lib/pin-tries.ts';
import { useTranslation } from '../use-translation.tsx';
import styles from './tries.module.css';

/** Renders the tries that a PIN has left as dots, one for each that the key has in all; in words, too, as soon as one is used. */
export function Tries({ pin }: { readonly pin: Pick<PinState, 'retriesLeft' | 'retriesInAll'> }) {
  const { t } = useTranslation();
  const left = pin.retriesLeft ?? 0;
  const total = pin.retriesInAll ?? mostTries;
  // A key that says that it has more than any key can have: no picture of that.
  const isPicture = left <= total && total <= mostTries;
  return (
    <span className={styles['tries']} data-few={areTriesFew(pin)}>
      {isPicture ? (
        <span className={styles['dots']} role="img" aria-label={t('window.tries.label', { left, total })}>
          {Array.from({ length: total }, (_, index) => (
            <i key={index} data-left={index < left} />
          ))}
        </span>
      ) : null}
      {isPicture && areTriesFull(pin) ? null : <span aria-hidden={isPicture}>{t('window.tries.left', { left })}</span>}
    </span>
  );
}
