import type { Banner } from '../../src-shared/domain/settings.ts';
import { useApp } from '../stores/app-store.ts';
import { useTranslation } from '../use-translation.tsx';
import styles from './banners.module.css';
import { ToneIcon } from './tone-icon.tsx';

const calm: readonly Banner[] = ['demo', 'key-host-restarted'];

/** Renders, as long as it is true, what a person must know about this run: simulated keys, no sandbox, a readable file. */
export function Banners() {
  const banners = useApp((state) => state.status?.banners ?? none);
  const { t } = useTranslation();
  if (banners.length === 0) return null;
  return (
    <ul className={styles['banners']} aria-label={t('window.banner.title')}>
      {banners.map((banner) => (
        <li key={banner} className={styles['banner']}>
          <ToneIcon tone={calm.includes(banner) ? 'notice' : 'warning'} />
          <span>{t(`window.banner.${banner}`)}</span>
        </li>
      ))}
    </ul>
  );
}

const none: readonly Banner[] = [];
