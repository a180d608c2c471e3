import { cellOf, isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import { CellMark } from '../../../components/cell-mark.tsx';
import { PanelSection } from '../../../components/panel.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './account-panel.module.css';
import { ShortList } from './short-list.tsx';

/** Of more keys the rest is counted. */
const mostListed = 8;

/** Renders the keys in use that were read and do not open an account, with the dates, and those of which nobody knows. */
export function NotThere({
  account,
  report,
  labelOf,
}: {
  readonly account: CoverageAccount;
  readonly report: CoverageReport;
  readonly labelOf: (keyId: string) => string;
}) {
  const { t, ago } = useTranslation();
  const cells = report.keys.filter(({ outOfUse }) => !outOfUse).map(({ keyId }) => cellOf(report, account, keyId));
  const others = cells.filter((cell) => !isRecorded(cell));
  if (others.length === 0) return null;
  return (
    <PanelSection title={t('coverage.panel.not-there')}>
      <ShortList lines={others} most={mostListed} more={(count) => t('coverage.panel.more-keys', { count })}>
        {({ keyId, evidence, asOf }) => (
          <li key={keyId} className={styles['line']}>
            <CellMark kind={evidence === 'absent' ? 'absent' : 'unknown'} small />
            <bdi className={styles['name']}>{labelOf(keyId)}</bdi>
            <span className={styles['when']}>
              {asOf === null ? t('evidence.unknown') : t('coverage.panel.read', { ago: ago(asOf) })}
            </span>
          </li>
        )}
      </ShortList>
    </PanelSection>
  );
}
