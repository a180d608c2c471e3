import { type ReactNode, useState } from 'react';
import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { riskOf } from '../../../src-shared/coverage/account-risk.ts';
import { Button } from '../../components/button.tsx';
import { FilterChip } from '../../components/chip.tsx';
import { Icon } from '../../components/icon.tsx';
import { MenuButton } from '../../components/menu-button.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Segments } from '../../components/segments.tsx';
import { useLow } from '../../components/use-low.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import { useTranslation } from '../../use-translation.tsx';
import { recordActions, useRecordAction } from '../import/record-actions.ts';
import { remindersText } from '../reminders/reminders-text.ts';
import { useReminders } from '../reminders/use-reminders.ts';
import { ExportDialog } from '../reports/export-dialog.tsx';
import styles from './coverage-view.module.css';
import {
  changeCoverageView,
  changeFilters,
  clearFilters,
  showReminders,
  useCoverageView,
  zooms,
} from './coverage-view-store.ts';
import { isNarrowed, toDo } from './filters/account-filters.ts';
import { FilterMenu } from './filters/filter-menu.tsx';
import { printWindow } from './print/use-printing.ts';

/** Renders what steers the table, in one line: search, filters, questions, size, and the rest in a menu. */
export function CoverageTools({
  report,
  entries,
  shown,
  labelOf,
  isMany,
  next,
  naming,
  onAsk,
}: {
  readonly report: CoverageReport;
  readonly entries: readonly AccountEntry[];
  /** Number of accounts that are shown. */
  readonly shown: number;
  readonly labelOf: (keyId: string) => string;
  readonly isMany: boolean;
  /** The next step as a button, where there is no room for its line. */
  readonly next: ReactNode;
  /** Proposals for the name of a key that was just read, in the place of what narrows the table; null: there is nothing to name. */
  readonly naming: ReactNode;
  readonly onAsk: () => void;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const search = useCoverageView((state) => state.search);
  const filters = useCoverageView((state) => state.filters);
  const zoom = useCoverageView((state) => state.zoom);
  const open = entries.filter(({ account }) => riskOf(account) !== 'survives').length;
  const onlyToDo = filters.risks.size === toDo.length && toDo.every((risk) => filters.risks.has(risk));
  const whatIf = t('coverage.what-if');
  return (
    <div className={styles['tools']}>
      <SearchField
        label={t('window.coverage.search')}
        value={search}
        keys={narrow ? null : 'Ctrl F'}
        onChange={(text) => changeCoverageView({ search: text })}
      />
      {naming === null ? (
        <>
          {open === 0 && !onlyToDo ? null : (
            <FilterChip selected={onlyToDo} onChange={(on) => changeFilters({ risks: new Set(on ? toDo : []) })}>
              {t('coverage.to-do', { count: open })}
            </FilterChip>
          )}
          <FilterMenu report={report} entries={entries} filters={filters} labelOf={labelOf} onChange={changeFilters} />
        </>
      ) : null}
      {isNarrowed(filters) || search.trim() !== '' ? (
        <span className={styles['count']}>
          {narrow ? null : t('coverage.shown', { shown, total: entries.length })}{' '}
          <Button look={narrow ? 'quiet' : 'link'} label={t('matrix.filter.clear')} onPress={clearFilters}>
            {narrow ? <Icon name="close" size={12} /> : t('matrix.filter.clear')}
          </Button>
        </span>
      ) : null}
      <span className={styles['right']}>
        {next}
        {naming ?? (
          <Button label={whatIf} onPress={onAsk}>
            <Icon name="lost" size={14} />
            {narrow ? null : whatIf}
          </Button>
        )}
        {isMany ? (
          <Segments
            label={t('matrix.zoom')}
            value={zoom}
            options={zooms.map((value) => ({ value, label: t(`coverage.zoom.${value}`) }))}
            onChange={(value) => changeCoverageView({ zoom: value })}
          />
        ) : null}
        <MoreMenu />
      </span>
    </div>
  );
}

/** Renders what is seldom done with the table: print, export, record by hand. */
function MoreMenu() {
  const { t } = useTranslation();
  const [exporting, setExporting] = useState(false);
  const record = useRecordAction();
  const low = useLow();
  const reminders = useReminders();
  const items = [
    // Where there is no room for them in the head.
    ...(low && reminders.length > 0 ? [{ id: 'reminders' as const, label: remindersText(t, reminders) }] : []),
    { id: 'print' as const, label: t('matrix.print') },
    { id: 'export' as const, label: t('window.report.open') },
    ...recordActions.map((id) => ({ id, label: t(`import.menu.${id}`) })),
  ];
  return (
    <>
      <MenuButton
        outlined
        label={t('coverage.more')}
        items={items}
        onAction={(id) => {
          if (id === 'reminders') showReminders();
          else if (id === 'print') printWindow();
          else if (id === 'export') setExporting(true);
          else record(id);
        }}
      />
      {exporting ? <ExportDialog start={reportStart} onClose={() => setExporting(false)} /> : null}
    </>
  );
}

const reportStart = { kinds: ['coverage', 'inventory'] } as const;
