import type { BackupItem } from '../../../src-shared/plans/backup-plan-types.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';

/** Renders what the service asks for before it takes the spare; folded away, what it asked for the very first key. */
export function NeedsPart({ item }: { readonly item: BackupItem }) {
  const { t } = useTranslation();
  const { firstKeyNeeds, nextKeyNeeds, ssh } = item;
  if (firstKeyNeeds.length === 0 && nextKeyNeeds.length === 0) {
    return ssh ? null : <p className={styles['quiet']}>{t('backup.detail.needs-unknown')}</p>;
  }
  return (
    <>
      {nextKeyNeeds.length === 0 ? null : (
        <div className={styles['part']}>
          <h3>{t('backup.detail.next-needs')}</h3>
          <ul className={styles['needs']}>
            {nextKeyNeeds.map((code) => (
              <li key={code}>{t(`need.next.${code}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {firstKeyNeeds.length === 0 ? null : (
        <details>
          <summary>{t('backup.detail.first-needs')}</summary>
          <ul className={styles['needs']}>
            {firstKeyNeeds.map((code) => (
              <li key={code}>{t(`need.first.${code}`)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
