import { useCoverage } from '../coverage/use-coverage.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { LossChecklistView } from './loss-checklist-view.tsx';
import { type LossMode, useLoss } from './loss-store.ts';
import styles from './loss-view.module.css';
import { WhatIfView } from './what-if-view.tsx';

/** Renders the question "what if", the record of a loss ("Lost a key?"), or the checklist of one that was recorded. */
export function LossView({ mode }: { readonly mode: LossMode }) {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  const lossId = useLoss((state) => state.lossId);
  if (snapshot === null || report === null) return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  const record = mode === 'loss' ? snapshot.losses.find((loss) => loss.id === lossId) : undefined;
  return record === undefined ? (
    <WhatIfView key={mode} mode={mode} snapshot={snapshot} report={report} />
  ) : (
    <LossChecklistView key={record.id} record={record} snapshot={snapshot} report={report} />
  );
}
