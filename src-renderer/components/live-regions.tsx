import { useNotices } from '../stores/notice-store.ts';
import styles from './live-regions.module.css';

/** Renders the announcements of the stores. Mounted once, always there, outside of every dialog. */
export function LiveRegions() {
  const polite = useNotices((state) => state.polite);
  const assertive = useNotices((state) => state.assertive);
  return (
    <div className={styles['regions']} data-live-announcer="true">
      <div role="status" aria-atomic="true">
        <span key={polite.count}>{polite.text}</span>
      </div>
      <div role="alert" aria-atomic="true">
        <span key={assertive.count}>{assertive.text}</span>
      </div>
    </div>
  );
}
