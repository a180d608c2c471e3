import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory.ts';
import type { DistinctLabel } from '../../components/distinct-labels.ts';
import { measureRow } from '../../components/measure-row.ts';
import { useWidth } from '../../components/use-width.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './matrix.module.css';
import { KeyHeader } from './key-header.tsx';
import { headerHeight, matrixLayout, sectionHeight } from './matrix-layout.ts';
import { MatrixRowView } from './matrix-row.tsx';
import type { MatrixRow } from './matrix-rows.ts';
import { type GridPlace, useGridFocus } from './use-grid-focus.ts';

export interface MatrixProps {
  readonly report: CoverageReport;
  readonly rows: readonly MatrixRow[];
  /** How to name the keys of the report, in its order. */
  readonly labels: readonly DistinctLabel[];
  readonly records: ReadonlyMap<string, InventoryKey>;
  readonly lost: ReadonlySet<string>;
  readonly onToggleLost: (keyId: string) => void;
  readonly onOpen: (row: MatrixRow & { type: 'account' }, keyId: string | null, anchor: HTMLElement) => void;
  readonly onEscape: () => void;
}

/** Draws the matrix: keys are columns, accounts are rows; only what is in view is in the document. */
export function Matrix({ report, rows, labels, records, lost, onToggleLost, onOpen, onEscape }: MatrixProps) {
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const keyCount = report.keys.length;
  const width = useWidth(scroll);
  const layout = useMemo(() => matrixLayout(width, keyCount), [width, keyCount]);
  const { columnWidth, nameWidth, stacked } = layout;
  const headHeight = useMemo(
    () =>
      headerHeight(
        labels.map((label) => label.name),
        columnWidth,
        labels.some((label) => label.mark !== null),
      ),
    [labels, columnWidth],
  );
  const rowVirtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (rows[index]?.type === 'section' ? sectionHeight : layout.rowHeight),
    getItemKey: useCallback((index: number) => rowKey(rows[index]), [rows]),
    measureElement: measureRow,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
  });
  const columnVirtualizer = useVirtualizer({
    horizontal: true,
    count: keyCount,
    getScrollElement: () => scroll.current,
    estimateSize: () => layout.columnWidth,
    paddingStart: layout.nameWidth,
    scrollPaddingStart: layout.nameWidth,
    scrollPaddingEnd: layout.stacked ? 0 : layout.verdictWidth,
    overscan: 3,
  });
  useLayoutEffect(() => {
    columnVirtualizer.measure();
    rowVirtualizer.measure();
    for (const row of rowVirtualizer.elementsCache.values()) rowVirtualizer.measureElement(row);
  }, [columnVirtualizer, rowVirtualizer, columnWidth, nameWidth, stacked]);
  const reveal = useCallback(
    ({ row, column }: GridPlace) => {
      if (row >= 0) rowVirtualizer.scrollToIndex(row, { align: 'auto' });
      if (column < keyCount) columnVirtualizer.scrollToIndex(column, { align: 'auto' });
    },
    [rowVirtualizer, columnVirtualizer, keyCount],
  );
  const focus = useGridFocus({
    grid: scroll,
    rowCount: rows.length,
    columnsIn: (row) => (row < 0 ? keyCount : keyCount + 1),
    hasCells: (row) => row < 0 || rows[row]?.type === 'account',
    reveal,
    page: 8,
  });
  const names = useMemo(() => labels.map((label) => label.full), [labels]);
  const columns = columnVirtualizer.getVirtualItems();
  return (
    <div
      ref={scroll}
      className={styles['scroll']}
      style={{ scrollPaddingBlockStart: headHeight }}
      role="grid"
      tabIndex={-1}
      aria-label={t('window.coverage.matrix')}
      data-wide={layout.totalWidth > width}
      aria-rowcount={rows.length + 1}
      aria-colcount={keyCount + 2}
      onKeyDown={(event) => {
        focus.onKeyDown(event);
        if (event.key === 'Escape') onEscape();
      }}
    >
      <div
        className={styles['inner']}
        role="presentation"
        style={{ width: layout.totalWidth, height: rowVirtualizer.getTotalSize() }}
      >
        <div className={styles['header']} role="row" aria-rowindex={1} style={{ height: headHeight }}>
          <div role="columnheader" aria-colindex={1} className={styles['corner']} style={{ width: layout.nameWidth }}>
            {t('window.coverage.account')}
          </div>
          {columns.map((column) => {
            const key = report.keys[column.index];
            if (key === undefined) return null;
            return (
              <KeyHeader
                key={key.keyId}
                coverageKey={key}
                record={records.get(key.keyId)}
                label={labels[column.index]}
                lost={lost.has(key.keyId)}
                column={column.index}
                inTabOrder={focus.active.row === -1 && focus.active.column === column.index}
                onFocus={focus.onFocus}
                start={column.start}
                width={layout.columnWidth}
                onPress={() => onToggleLost(key.keyId)}
              />
            );
          })}
          <div
            role="columnheader"
            aria-colindex={keyCount + 2}
            className={styles['verdict-head']}
            data-stacked={stacked}
            style={{ width: layout.verdictWidth }}
          >
            {t('window.coverage.verdict')}
          </div>
        </div>
        {rowVirtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <MatrixRowView
              key={item.key}
              row={row}
              index={item.index}
              top={item.start}
              height={item.size}
              measure={rowVirtualizer.measureElement}
              columns={columns}
              keys={report.keys}
              labels={names}
              lost={lost}
              layout={layout}
              activeColumn={focus.active.row === item.index ? focus.active.column : -1}
              onFocus={focus.onFocus}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowKey(row: MatrixRow | undefined): string {
  if (row === undefined) return '';
  return row.type === 'section' ? `section:${row.fate}` : row.account.accountId;
}
