import { useTranslation } from '../use-translation.tsx';
import styles from './tries.module.css';

/** Number of tries that a new PIN has on every key (CTAP 2.1 §6.5). */
const mostTries = 8;
/** From this number on they are few. */
const fewTries = 3;

/** Renders the tries that a PIN has left as eight dots; in words, too, as soon as one is used. */
export function Tries({ left }: { readonly left: number }) {
  const { t } = useTranslation();
  return (
    <span className={styles['tries']} data-few={left <= fewTries}>
      <span className={styles['dots']} role="img" aria-label={t('window.tries.label', { left, total: mostTries })}>
        {Array.from({ length: mostTries }, (_, index) => (
          <i key={index} data-left={index < left} />
        ))}
      </span>
      {left < mostTries ? <span aria-hidden="true">{t('window.tries.left', { left })}</span> : null}
    </span>
  );
}
