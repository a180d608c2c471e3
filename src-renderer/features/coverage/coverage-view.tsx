import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { askWhatIf } from '../loss/loss-store.ts';
import { LastPictureView } from './picture/last-picture-view.tsx';
import { CoveragePage } from './coverage-page.tsx';
import styles from './coverage-view.module.css';
import { useCoverage } from './use-coverage.ts';

/** Renders the home of Sparekey: what hangs on which key. */
export function CoverageView() {
  const { t, locale } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  const last = useApp((state) => state.lastPicture);
  if (report === null || snapshot === null) {
    if (last !== null && last.picture.locale === locale) return <LastPictureView last={last} />;
    return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  }
  if (report.keys.length === 0) return <FirstRun />;
  return (
    <CoveragePage report={report} onAsk={(keyId) => askWhatIf(keyId === null ? null : { kind: 'key', id: keyId })} />
  );
}
