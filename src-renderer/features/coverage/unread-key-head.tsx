import { KeyPicture } from '../../components/key-picture.tsx';
import { ghostShape } from '../../components/key-shape.ts';
import { PhrasedName } from '../../components/phrased-name.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './table/key-head.module.css';

/** Renders the head of a key that was never read: what it opens is not known yet, and pressing it reads the key. */
export function UnreadKeyHead({
  label,
  state,
  isPlugged,
  isUpright,
  isNext,
}: {
  readonly label: string;
  /** Describes what the key is doing. */
  readonly state: string;
  readonly isPlugged: boolean;
  /** Whether there is room for the name alone, standing on end. */
  readonly isUpright: boolean;
  /** Whether it is the first of those that are still to be read: its button is the filled one. */
  readonly isNext: boolean;
}) {
  const { t } = useTranslation();
  const action = t(isPlugged ? 'window.key.unlock' : 'window.unread.again');
  if (isUpright) {
    return (
      <span className={styles['upright']} title={`${label}\n${action}`}>
        <bdi className={styles['name']}>{label}</bdi> <span className="spoken">{action}</span>
      </span>
    );
  }
  return (
    <span className={styles['head']} data-look="unread" title={label}>
      <KeyPicture shape={ghostShape} colour="none" width={32} />
      <bdi className={styles['name']}>
        <PhrasedName name={label} />
      </bdi>{' '}
      <span className={isPlugged ? styles['read'] : styles['again']} data-next={isNext}>
        {action}
      </span>{' '}
      <span className="spoken">{state}</span>
    </span>
  );
}
