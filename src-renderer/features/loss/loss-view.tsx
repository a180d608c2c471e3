import { useCoverage } from '../coverage/use-coverage.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { DrillView } from './drill-view.tsx';
import { LossChecklistView } from './loss-checklist-view.tsx';
import { useLoss } from './loss-store.ts';
import styles from './loss-view.module.css';

/** Renders "Lost a key?": the drill and its plan, or the checklist of a loss that was recorded. */
export function LossView() {
  const { t } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  const lossId = useLoss((state) => state.lossId);
  if (snapshot === null || report === null) return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  const record = snapshot.losses.find((loss) => loss.id === lossId);
  return record === undefined ? (
    <DrillView snapshot={snapshot} report={report} />
  ) : (
    <LossChecklistView key={record.id} record={record} snapshot={snapshot} report={report} />
  );
}
