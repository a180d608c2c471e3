import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { cellOf, isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import { ToneIcon } from '../../../components/tone-icon.tsx';
import { useTranslation } from '../../../use-translation.tsx';
import { accountText, groupName, type Headline, serviceTitle, verdictTextOf } from '../coverage-text.ts';
import { EvidenceMark } from '../evidence-mark.tsx';
import { Legend } from '../matrix/legend.tsx';
import type { MatrixGrouping } from '../matrix/matrix-index.ts';
import { printedRows } from './print-rows.ts';
import styles from './print-sheet.module.css';
import type { AccountRow, MatrixRow, RowModel } from '../matrix/row-model.ts';
import { toneOf } from '../matrix/verdict-cell.tsx';

/** Renders what is shown now as a table for paper: in the document only while it is printed, and never on the screen. */
export function PrintSheet({
  report,
  rows,
  keys,
  labels,
  grouping,
  headline,
  narrowedTo,
}: {
  readonly report: CoverageReport;
  readonly rows: RowModel;
  readonly keys: readonly CoverageKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly grouping: MatrixGrouping;
  readonly headline: Headline;
  /** The search and the filters in words; empty for everything. */
  readonly narrowedTo: readonly string[];
}) {
  const { t, dateTime } = useTranslation();
  const [now] = useState(() => new Date().toISOString());
  const printed = useMemo(() => printedRows(rows, keys), [rows, keys]);
  const { columns } = printed;
  const total = report.totals.accounts;
  return createPortal(
    <div className={styles['sheet']}>
      <header className={styles['head']}>
        <p className={styles['date']}>
          {t('app.name')} · {dateTime(now)}
        </p>
        <h1>{headline.main}</h1>
        {headline.rest === '' ? null : <p>{headline.rest}</p>}
        <p className={styles['small']}>
          {t('matrix.filter.count', { shown: rows.accounts, total })}
          {narrowedTo.length === 0 ? null : (
            <>
              {' · '}
              <bdi>{narrowedTo.join(t('list.separator'))}</bdi>
            </>
          )}
        </p>
        <Legend />
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
          {printed.rows.map((row, at) =>
            row.type === 'account' ? (
              <PrintedAccount
                key={row.entryIndex}
                report={report}
                row={row}
                columns={columns}
                labels={labels}
                grouping={grouping}
              />
            ) : (
              <tr key={`${row.type} ${String(at)}`} className={styles['heading']}>
                <th scope="colgroup" colSpan={2 + (columns?.length ?? 1)}>
                  <PrintedHeading row={row} grouping={grouping} />
                </th>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {printed.leftOut === 0 ? null : (
        <p className={styles['small']}>{t('matrix.print.left-out', { count: printed.leftOut })}</p>
      )}
    </div>,
    document.body,
  );
}

function PrintedHeading({
  row,
  grouping,
}: {
  readonly row: Exclude<MatrixRow, AccountRow>;
  readonly grouping: MatrixGrouping;
}) {
  const { t, locale } = useTranslation();
  return row.type === 'section' ? (
    t(`matrix.fate.${row.lossImpact}`, { count: row.count })
  ) : (
    <bdi>{groupName(row.entry, grouping, locale)}</bdi>
  );
}

function PrintedAccount({
  report,
  row,
  columns,
  labels,
  grouping,
}: {
  readonly report: CoverageReport;
  readonly row: AccountRow;
  readonly columns: readonly CoverageKey[] | null;
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly grouping: MatrixGrouping;
}) {
  const { t, locale } = useTranslation();
  const { account } = row.entry;
  const known = account.cells.filter(isRecorded);
  return (
    <tr>
      <th scope="row">
        {row.grouped && grouping === 'service' ? null : (
          <>
            <bdi className={styles['service']}>{serviceTitle(row.entry, locale)}</bdi>{' '}
          </>
        )}
        <bdi>{accountText(t, account)}</bdi>
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
          const { evidence, stale } = cellOf(report, account, key.keyId);
          return (
            <td key={key.keyId} className={styles['cell']}>
              <EvidenceMark evidence={evidence} stale={stale} />
              <span className="spoken">{t(`evidence.${evidence}`)}</span>
            </td>
          );
        })
      )}
      <td className={styles['verdict']}>
        <ToneIcon tone={toneOf(account)} />{' '}
        {row.after === null ? verdictTextOf(t, account) : t(`matrix.fate-word.${row.after.lossImpact}`)}
      </td>
    </tr>
  );
}
