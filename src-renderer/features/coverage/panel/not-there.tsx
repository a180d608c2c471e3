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
  return (['absent', 'unknown'] as const).map((kind) => {
    const lines = others.filter(({ evidence }) => (evidence === 'absent') === (kind === 'absent'));
    if (lines.length === 0) return null;
    return (
      <PanelSection key={kind} title={t(`coverage.panel.${kind}`)}>
        <ShortList lines={lines} most={mostListed} more={(count) => t('coverage.panel.more-keys', { count })}>
          {({ keyId, asOf }) => (
            <li key={keyId} className={styles['line']}>
              <CellMark kind={kind} small />
              <bdi className={styles['name']} title={labelOf(keyId)}>
                {labelOf(keyId)}
              </bdi>
              {asOf === null ? null : (
                <span className={styles['when']}>{t('coverage.panel.read', { ago: ago(asOf) })}</span>
              )}
            </li>
          )}
        </ShortList>
      </PanelSection>
    );
  });
}
