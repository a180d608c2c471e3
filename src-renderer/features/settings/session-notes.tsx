import { ToneIcon } from '../../components/tone-icon.tsx';
import { sessionNotes, useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './session-notes.module.css';

/** Renders, as long as it is true, what a person must know about this run: no sandbox, a readable file, a test runtime. */
export function SessionNotes() {
  const status = useApp((state) => state.status);
  const { t } = useTranslation();
  const notes = status === null ? [] : sessionNotes(status);
  if (notes.length === 0) return null;
  return (
    <ul className={styles['notes']} aria-label={t('window.banner.title')}>
      {notes.map((banner) => (
        <li key={banner} className={styles['note']}>
          <ToneIcon tone={banner === 'key-host-restarted' ? 'notice' : 'warning'} />
          <span>{t(`window.banner.${banner}`)}</span>
        </li>
      ))}
    </ul>
  );
}
