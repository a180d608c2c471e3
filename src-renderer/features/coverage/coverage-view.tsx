import { useState } from 'react';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { type LostThings, nothingLost, toggleKey } from '../what-if/lost-things.ts';
import { WhatIfView } from '../what-if/what-if-view.tsx';
import { CoveragePage } from './coverage-page.tsx';
import styles from './coverage-view.module.css';
import { useCoverage } from './use-coverage.ts';

/** Renders the home of Sparekey: what hangs on which key, and what would follow from a loss. */
export function CoverageView() {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  /** Things that are assumed lost; null: nothing is asked. */
  const [asked, setAsked] = useState<LostThings | null>(null);
  if (report === null || snapshot === null) {
    return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  }
  if (report.keys.length === 0) return <FirstRun />;
  if (asked !== null) {
    return <WhatIfView report={report} lost={asked} onChange={setAsked} onClose={() => setAsked(null)} />;
  }
  return (
    <CoveragePage
      report={report}
      onAsk={(keyId) => setAsked(keyId === null ? nothingLost : toggleKey(nothingLost, keyId))}
    />
  );
}
