import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import { accountNames } from '../../../../src-shared/i18n/account-text.ts';
import { CellMark } from '../../../components/cell-mark.tsx';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { riskTones } from '../account-risks.ts';
import { accountText, headlineText, serviceTitle } from '../coverage-text.ts';
import { useCoverageView } from '../coverage-view-store.ts';
import { EvidenceMark } from '../evidence-mark.tsx';
import { cellFacts } from '../table/account-cell-facts.ts';
import { otherWayTexts } from '../table/other-ways.tsx';
import { verdictText } from '../table/verdict-text.ts';
import { printedRows } from './print-rows.ts';
import styles from './print-sheet.module.css';

/** Renders what is shown now as a table for paper: in the document only while it is printed, and never on the screen. */
export function PrintSheet({
  report,
  shown,
  keys,
  labels,
  total,
}: {
  readonly report: CoverageReport;
  readonly shown: readonly AccountEntry[];
  readonly keys: readonly CoverageKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly total: number;
}) {
  const { t, dateTime } = useTranslation();
  const search = useCoverageView((state) => state.search).trim();
  const [now] = useState(() => new Date().toISOString());
  const printed = useMemo(() => printedRows(shown, keys), [shown, keys]);
  const { columns } = printed;
  return createPortal(
    <div className={styles['sheet']}>
      <header className={styles['head']}>
        <p className={styles['date']}>
          {t('app.name')} · {dateTime(now)}
        </p>
        <h1>{headlineText(t, report)}</h1>
        <p className={styles['small']}>
          {t('matrix.filter.count', { shown: shown.length, total })}
          {search === '' ? null : (
            <>
              {' · '}
              <bdi>“{search}”</bdi>
            </>
          )}
        </p>
      </header>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('window.coverage.account')}</th>
            {columns === null ? (
              <th scope="col">{t('matrix.print.opened-by')}</th>
            ) : (
              columns.map((key) => (
                <th key={key.keyId} scope="col" className={styles['key']}>
                  <span className={styles['label']}>
                    <bdi>{labels.get(key.keyId)?.full}</bdi>
                  </span>
                  <span className={styles['alone']}>{t('window.coverage.alone', { count: key.aloneHolds })}</span>
                </th>
              ))
            )}
            <th scope="col">{t('window.coverage.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {printed.rows.map((entry) => (
            <PrintedAccount
              key={entry.account.accountId}
              report={report}
              entry={entry}
              columns={columns}
              labels={labels}
            />
          ))}
        </tbody>
      </table>
      {printed.leftOut === 0 ? null : (
        <p className={styles['small']}>{t('matrix.print.left-out', { count: printed.leftOut })}</p>
      )}
    </div>,
    document.body,
  );
}

function PrintedAccount({
  report,
  entry,
  columns,
  labels,
}: {
  readonly report: CoverageReport;
  readonly entry: AccountEntry;
  readonly columns: readonly CoverageKey[] | null;
  readonly labels: ReadonlyMap<string, DistinctLabel>;
}) {
  const translation = useTranslation();
  const { t, locale } = translation;
  const { account } = entry;
  const lost = new Set(report.keys.flatMap((key) => (key.lost ? [key.keyId] : [])));
  const ways = otherWayTexts(t, account, accountNames(t, locale, report));
  const known = account.cells.filter(isRecorded);
  return (
    <tr>
      <th scope="row">
        <bdi className={styles['service']}>{serviceTitle(entry, locale)}</bdi> <bdi>{accountText(t, account)}</bdi>
      </th>
      {columns === null ? (
        <td>
          {known.map(({ keyId, evidence, stale }) => (
            <span key={keyId} className={styles['named']}>
              <EvidenceMark evidence={evidence} stale={stale} /> <bdi>{labels.get(keyId)?.full}</bdi>
            </span>
          ))}
        </td>
      ) : (
        columns.map((key) => {
          const { kind, sole, old } = cellFacts({ report, lost, addKeyId: null }, account, key.keyId);
          return (
            <td key={key.keyId} className={styles['cell']}>
              <CellMark kind={kind} sole={sole} old={old} />
              <span className="spoken">{t(`coverage.cell.${kind}`)}</span>
            </td>
          );
        })
      )}
      <td className={styles['verdict']}>
        <ToneIcon tone={riskTones[riskOf(account)]} /> {verdictText(translation, account, ways)}
      </td>
    </tr>
  );
}
