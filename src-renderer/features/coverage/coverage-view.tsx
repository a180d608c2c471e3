import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { simulateLoss } from '../../../src-shared/coverage/simulate-loss.ts';
import { Button } from '../../components/button.tsx';
import { distinctLabels } from '../../components/distinct-labels.ts';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { FirstRun } from '../first-run/first-run.tsx';
import { AccountDetails } from './account-details.tsx';
import { headlineWords, lossHeadlineWords } from './coverage-words.ts';
import styles from './coverage-view.module.css';
import { EvidenceDetails } from './evidence-details.tsx';
import { Legend } from './legend.tsx';
import { Matrix } from './matrix.tsx';
import { type MatrixRow, type MatrixSort, matrixRows, matrixSorts } from './matrix-rows.ts';
import { useCoverage } from './use-coverage.ts';

interface OpenDetails {
  readonly accountId: string;
  readonly keyId: string | null;
  readonly anchor: HTMLElement;
}

const nothingLost: ReadonlySet<string> = new Set();

/** The home of Sparekey: what would be lost with which key. */
export function CoverageView() {
  const { t, compare } = useTranslation();
  const snapshot = useInventory((state) => state.snapshot);
  const report = useCoverage();
  const [lostIds, setLost] = useState(nothingLost);
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<MatrixSort>('risk');
  const [details, setDetails] = useState<OpenDetails | null>(null);
  const sought = useDeferredValue(search);

  const lost = useMemo(
    () => new Set(report?.keys.map((key) => key.keyId).filter((keyId) => lostIds.has(keyId))),
    [report, lostIds],
  );
  const loss = useMemo(
    () => (report === null || lost.size === 0 ? null : simulateLoss(report, [...lost])),
    [report, lost],
  );
  const rows = useMemo(
    () => (report === null ? [] : matrixRows(report, loss, { search: sought, sort, compare })),
    [report, loss, sought, sort, compare],
  );
  const records = useMemo(() => new Map(snapshot?.keys.map((key) => [key.id, key])), [snapshot]);
  const labels = useMemo(() => distinctLabels(t, report?.keys ?? [], records), [t, report, records]);
  const headline =
    report === null ? null : loss === null ? headlineWords(t, report) : lossHeadlineWords(t, report, loss, labels);
  const spoken = loss === null ? '' : (headline?.main ?? '');
  useEffect(() => {
    if (spoken !== '') announce(spoken);
  }, [spoken]);

  if (report === null || snapshot === null || headline === null)
    return <p className={styles['loading']}>{t('window.common.reading')}</p>;
  if (report.keys.length === 0) return <FirstRun />;

  const toggle = (keyId: string) =>
    setLost((before) => {
      const after = new Set(before);
      if (!after.delete(keyId)) after.add(keyId);
      return after;
    });
  const open = (row: MatrixRow & { type: 'account' }, keyId: string | null, anchor: HTMLElement) =>
    setDetails({ accountId: row.account.accountId, keyId, anchor });
  const chosen = details === null ? null : findAccount(report, details.accountId);
  // A form opened from the details cannot give the focus back: where it was is gone by then. The cell is still there.
  const close = () => {
    setDetails(null);
    const anchor = details?.anchor;
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && anchor?.isConnected === true) anchor.focus();
    });
  };
  return (
    <div className={styles['view']}>
      <header className={styles['head']}>
        <h1>{headline.main}</h1>
        <p className={styles['subline']}>
          {headline.rest === '' ? null : <span>{headline.rest}</span>}
          <span>{loss === null ? t('window.coverage.hint') : t('window.coverage.nothing-stored')}</span>
          {loss === null ? null : (
            <Button look="link" onPress={() => setLost(nothingLost)}>
              {t('window.coverage.clear-what-if')}
            </Button>
          )}
        </p>
        <div className={styles['tools']}>
          <SearchField label={t('window.coverage.search')} value={search} onChange={setSearch} />
          <SelectField
            inline
            label={t('window.coverage.sort')}
            value={sort}
            options={matrixSorts.map((value) => ({ value, label: t(`window.coverage.sort.${value}`) }))}
            onChange={setSort}
          />
          <Legend />
        </div>
      </header>
      {rows.length === 0 ? (
        <p className={styles['none']}>
          {report.totals.accounts === 0 ? t('window.coverage.no-accounts') : t('window.coverage.no-match')}
        </p>
      ) : null}
      <Matrix
        report={report}
        rows={rows}
        labels={labels}
        records={records}
        lost={lost}
        onToggleLost={toggle}
        onOpen={open}
        onEscape={() => setLost(nothingLost)}
      />
      {details === null || chosen === null ? null : details.keyId === null ? (
        <AccountDetails {...chosen} report={report} anchor={details.anchor} onClose={close} />
      ) : (
        <EvidenceDetails {...chosen} keyId={details.keyId} report={report} anchor={details.anchor} onClose={close} />
      )}
    </div>
  );
}

function findAccount(report: NonNullable<ReturnType<typeof useCoverage>>, accountId: string) {
  for (const service of report.services) {
    const account = service.accounts.find((one) => one.accountId === accountId);
    if (account !== undefined) return { service, account };
  }
  return null;
}
