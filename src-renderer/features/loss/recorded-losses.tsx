import type { LossRecord } from '../../../src-shared/domain/loss-record.ts';
import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { lossName } from './loss-name.ts';
import { showLoss } from './loss-store.ts';
import styles from './loss-view.module.css';

/** Renders losses that were recorded, newest first, the open ones before the closed ones. */
export function RecordedLosses({ losses }: { readonly losses: readonly LossRecord[] }) {
  const { t, day } = useTranslation();
  if (losses.length === 0) return null;
  const sorted = losses.toSorted(
    (left, right) =>
      Number(left.closedAt !== null) - Number(right.closedAt !== null) || right.at.localeCompare(left.at),
  );
  return (
    <ul className={styles['losses']} aria-label={t('window.loss.recorded')}>
      {sorted.map((loss) => {
        const done = loss.items.filter((item) => item.doneAt !== null).length;
        const name = lossName(t, loss);
        const open = t(loss.closedAt === null ? 'window.loss.go-on' : 'window.loss.look');
        return (
          <li key={loss.id}>
            <bdi className={styles['name']}>{name}</bdi>
            <span>{day(loss.at)}</span>
            <span>
              {loss.closedAt === null
                ? t('window.loss.progress', { done, total: loss.items.length })
                : t('window.loss.closed', { at: day(loss.closedAt) })}
            </span>
            <Button look="link" label={`${open}: ${name}`} onPress={() => showLoss(loss.id)}>
              {open}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
