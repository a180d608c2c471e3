import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { type ForbiddenModels, ownersOf } from '../../../src-shared/coverage/forbid-models.ts';
import type { AccountAfterLoss } from '../../../src-shared/coverage/loss-report.ts';
import { lossImpacts } from '../../../src-shared/domain/loss-impact.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { otherWayName } from '../../../src-shared/i18n/recovery-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import type { LossNames } from '../loss/loss-text.ts';
import { useLossNames } from '../loss/use-loss-names.ts';
import styles from './forbid-view.module.css';

const tones = { 'locked-out': 'critical', perhaps: 'unknown', helpdesk: 'warning', open: 'done' } as const;
/** So many rows are drawn, the worst first; all are counted. */
const mostRows = 300;
/** So many ways in are named. */
const mostWays = 3;

/** Renders the accounts that a refused key opens: what becomes of each, whose key it is, and what opens it then. */
export function ForbidTable({
  snapshot,
  report,
  answer: { loss, refused },
}: {
  readonly snapshot: InventorySnapshot;
  readonly report: CoverageReport;
  readonly answer: ForbiddenModels;
}) {
  const { t } = useTranslation();
  const names = useLossNames(snapshot, report);
  const rows = lossImpacts.flatMap((impact) => loss.touched.filter(({ lossImpact }) => lossImpact === impact));
  const list = (parts: readonly string[]) => displayText(parts.join(t('list.separator')), 160);
  if (rows.length === 0) return <p className={styles['none']}>{t('forbid.none')}</p>;
  return (
    <>
      <table className={styles['accounts']} aria-label={t('forbid.table')}>
        <thead>
          <tr>
            <th scope="col">{t('what-if.column.account')}</th>
            <th scope="col">{t('forbid.column.outcome')}</th>
            <th scope="col">{t('forbid.column.owner')}</th>
            <th scope="col">{t('what-if.column.after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row.account.accountId} data-impact={row.lossImpact}>
              <th scope="row">
                <bdi>{names.accountName(row.account.accountId)}</bdi>
              </th>
              <td>
                <span className={styles['outcome']}>
                  <ToneIcon tone={tones[row.lossImpact]} /> {t(`forbid.impact.${row.lossImpact}`)}
                </span>
              </td>
              <td>
                <bdi>{list(ownersOf(row.account, refused)) || t('forbid.no-owner')}</bdi>
              </td>
              <td>
                <bdi>{list(waysAfter(names, row)) || '–'}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows ? (
        <p className={styles['none']}>{t('what-if.more', { count: rows.length - mostRows })}</p>
      ) : null}
    </>
  );
}

/** Lists the keys and other ways that open an account still, and how many more there are. */
function waysAfter({ t, keyOf }: LossNames, { keyIds, otherWaysIn }: AccountAfterLoss): readonly string[] {
  const all = [...keyIds.map((id) => keyOf(id)?.name ?? id), ...otherWaysIn.map((way) => otherWayName(t, way))];
  const more = all.length - mostWays;
  return [...all.slice(0, mostWays), ...(more > 0 ? [t('what-if.more', { count: more })] : [])];
}
