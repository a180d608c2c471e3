import styles from './account-cell.module.css';
import { MarkedText } from './marked-text.tsx';
import { Monogram } from './monogram.tsx';

const noTerms: readonly string[] = [];

/** Renders an account: monogram, service, and who it is for below. Both names are safe to show already. */
export function AccountCell({
  service,
  user,
  large = false,
  oneLine = false,
  marked = noTerms,
}: {
  readonly service: string;
  readonly user: string;
  /** As the head of a panel. */
  readonly large?: boolean;
  /** As one line, without the monogram. */
  readonly oneLine?: boolean;
  /** Words of a search, marked in both names. */
  readonly marked?: readonly string[];
}) {
  return (
    <span className={styles['account']} data-large={large} data-one-line={oneLine}>
      {oneLine ? null : <Monogram name={service} size={large ? 32 : 26} />}
      <span className={styles['text']}>
        <bdi className={styles['service']} title={service}>
          <MarkedText text={service} words={marked} />
        </bdi>{' '}
        {user === '' ? null : (
          <bdi className={styles['user']} title={user}>
            <MarkedText text={user} words={marked} />
          </bdi>
        )}
      </span>
    </span>
  );
}
