import { KeyPicture } from '../../components/key-picture.tsx';
import { ghostShape } from '../../components/key-shape.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './table/key-head.module.css';
import type { TableLayout } from './table/table-layout.ts';

/** Renders the head of a key that is plugged in and was never read: what it opens is not known yet. */
export function UnreadKeyHead({ label, look }: { readonly label: string; readonly look: TableLayout['head'] }) {
  const { t } = useTranslation();
  return (
    <span className={look === 'upright' ? styles['upright'] : styles['head']} data-look={look} title={label}>
      {look === 'upright' ? null : <KeyPicture shape={ghostShape} colour="none" width={look === 'full' ? 44 : 32} />}
      <bdi className={styles['name']}>{label}</bdi>{' '}
      <span className={look === 'full' ? styles['fact'] : 'spoken'}>{t('window.coverage.never-read')}</span>
    </span>
  );
}
