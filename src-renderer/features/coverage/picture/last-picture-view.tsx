import type { LastPicture } from '../../../../src-shared/domain/last-picture.ts';
import { AccountCell } from '../../../components/account-cell.tsx';
import { Blocks } from '../../../components/blocks.tsx';
import { CellMark } from '../../../components/cell-mark.tsx';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { ViewHead } from '../../../components/view-head.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { riskTones } from '../account-risks.ts';
import styles from './last-picture-view.module.css';

const blockKinds = {
  closed: 'critical',
  'one-key': 'critical',
  weak: 'warning',
  'not-known': 'unknown',
  survives: 'survives',
} as const;

/** Renders how the coverage looked last time, with its time, until the inventory is open. Nothing in it can be pressed. */
export function LastPictureView({ last: { asOf, picture } }: { readonly last: LastPicture }) {
  const { t, recent } = useTranslation();
  const counts = picture.counts.filter(({ count }) => count > 0);
  return (
    <div className={styles['view']}>
      <p className="spoken" role="status">
        {t('window.common.reading')}
      </p>
      <div className={styles['picture']} inert>
        <ViewHead title={picture.title} facts={<b>{t('coverage.picture.as-of', { time: recent(asOf) })}</b>}>
          <Blocks label="" parts={counts.map(({ risk, count }) => ({ kind: blockKinds[risk], count }))} />
          <ul className={styles['counts']}>
            {counts.map(({ risk, count }) => (
              <li key={risk}>
                <ToneIcon tone={riskTones[risk]} size={13} /> <b>{count}</b> {t(`coverage.risk.${risk}`)}
              </li>
            ))}
          </ul>
        </ViewHead>
        <table className={styles['table']} data-few={picture.keys.length <= 3}>
          <thead>
            <tr>
              <th>{t('window.coverage.account')}</th>
              {[...picture.keys.entries()].map(([at, { name, lost }]) => (
                <th key={at} className={styles['key']}>
                  <bdi>{lost ? <s>{name}</s> : name}</bdi>
                </th>
              ))}
              <th className={styles['other']}>{t('coverage.other-ways')}</th>
              <th>{t('window.coverage.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {[...picture.rows.entries()].map(([at, row]) => (
              <tr key={at}>
                <td>
                  <AccountCell service={row.service} user={row.user} />
                </td>
                {[...row.cells.entries()].map(([column, { mark, sole, old }]) => (
                  <td key={column} className={styles['key']}>
                    <CellMark kind={mark} sole={sole} old={old} />
                  </td>
                ))}
                <td>
                  <bdi>{row.way}</bdi>
                </td>
                <td>
                  <span className={styles['verdict']} data-tone={riskTones[row.risk]}>
                    <ToneIcon tone={riskTones[row.risk]} size={13} /> <bdi>{row.verdict}</bdi>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
