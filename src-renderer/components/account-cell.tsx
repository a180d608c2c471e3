import styles from './account-cell.module.css';
import { Monogram } from './monogram.tsx';

/** Renders an account: monogram, service, and who it is for below. Both names are safe to show already. */
export function AccountCell({
  service,
  user,
  large = false,
}: {
  readonly service: string;
  readonly user: string;
  /** As the head of a panel. */
  readonly large?: boolean;
}) {
  return (
    <span className={styles['account']} data-large={large}>
      <Monogram name={service} size={large ? 32 : 26} />
      <span className={styles['text']}>
        <bdi className={styles['service']} title={service}>
          {service}
        </bdi>{' '}
        {user === '' ? null : (
          <bdi className={styles['user']} title={user}>
            {user}
          </bdi>
        )}
      </span>
    </span>
  );
}
