import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { CoverageKey, CoverageReport } from '../../../../src-shared/coverage/coverage-types.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import { useWidth } from '../../../components/use-width.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { Legend } from './legend.tsx';
import { KeyHeader } from './key-header.tsx';
import styles from './matrix.module.css';
import type { MatrixGrouping, MatrixIndex } from './matrix-index.ts';
import { headerHeight, headingHeight, matrixLayout, type MatrixLayout, uprightHeaderHeight } from './matrix-layout.ts';
import { type MatrixFrame, MatrixRowView } from './matrix-row.tsx';
import type { AccountRow, RowModel } from './row-model.ts';
import { createRowHeights } from './row-heights.ts';
import { createRowOffsets } from './row-offsets.ts';
import { placeOfTarget, useGridFocus } from './use-grid-focus.ts';
import { useMatrixWindow } from './use-matrix-window.ts';
import { useZoomInput } from '../zoom/use-zoom-input.ts';

export interface MatrixProps {
  readonly report: CoverageReport;
  readonly index: MatrixIndex;
  readonly rows: RowModel;
  /** The keys that have a column. */
  readonly keys: readonly CoverageKey[];
  readonly labels: ReadonlyMap<string, DistinctLabel>;
  readonly records: ReadonlyMap<string, InventoryKey>;
  readonly lost: ReadonlySet<string>;
  readonly grouping: MatrixGrouping;
  readonly onToggleLost: (keyId: string) => void;
  /** The button of the mouse went down on a key. */
  readonly onAboutToToggle: (keyId: string) => void;
  /** Opens the details of a cell, or with null those of the account. */
  readonly onOpen: (row: AccountRow, keyId: string | null, anchor: HTMLElement) => void;
}

/** With more accounts than this a row is two lines at most: to measure rows as they come would cost a second layout each time. */
const mostWrapped = 2_000;
const observeNothing = (): undefined => undefined;

/** Draws the matrix: keys are columns, accounts are rows; only what is in view is in the document. */
export function Matrix({ zoom, ...props }: MatrixProps & { readonly zoom: MatrixLayout['zoom'] }) {
  const { report, index, rows, keys, labels, records, lost, grouping, onToggleLost, onAboutToToggle, onOpen } = props;
  const { t } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const keyCount = keys.length;
  const width = useWidth(scroll);
  const layout = useMemo(() => matrixLayout(width, keyCount, zoom), [width, keyCount, zoom]);
  const { columnWidth, nameWidth, stacked, rowHeight } = layout;
  const compact = zoom === 'compact';
  const wraps = !compact && index.entries.length <= mostWrapped;
  const headHeight = useMemo(() => {
    const names = keys.map((key) => labels.get(key.keyId)?.name ?? '');
    const marked = keys.some((key) => labels.get(key.keyId)?.mark != null);
    return compact ? uprightHeaderHeight(names) : headerHeight(names, columnWidth, marked);
  }, [keys, labels, columnWidth, compact]);
  // What was measured holds for these accounts in this layout only; another language makes another index.
  const heights = useMemo(() => createRowHeights(index, layout), [index, layout]);
  const measured = useSyncExternalStore(heights.subscribe, heights.current);
  const offsets = useMemo(
    () => createRowOffsets(rows, { account: rowHeight, heading: headingHeight, measured: wraps ? measured : null }),
    [rows, rowHeight, measured, wraps],
  );
  const { reveal, ...drawn } = useMatrixWindow(scroll, {
    content: rows,
    rows: rows.count,
    offsets,
    columns: keyCount,
    columnWidth,
    headHeight,
    nameWidth,
    endWidth: stacked ? 0 : layout.verdictWidth,
  });
  const focus = useGridFocus({
    grid: scroll,
    rowCount: rows.count,
    columnsIn: (row) => (row < 0 ? keyCount : keyCount + 1),
    hasCells: (row) => row < 0 || rows.placeAt(row) >= 0,
    reveal: (place) => reveal(place.row, place.column),
    page: compact ? 16 : 8,
  });
  const frame = useMemo<MatrixFrame>(
    () => ({
      report,
      keys,
      labelOf: (keyId) => labels.get(keyId)?.full ?? '',
      layout,
      namesKeys: layout.totalWidth > width,
      grouping,
    }),
    [report, keys, labels, layout, width, grouping],
  );
  const zoomKey = useZoomInput(scroll);
  const press = (target: EventTarget) => {
    const place = placeOfTarget(target);
    if (place === null) return;
    const key = keys[place.column];
    const row = rows.at(place.row);
    if (place.row < 0 && key !== undefined) onToggleLost(key.keyId);
    else if (row?.type === 'account') onOpen(row, key?.keyId ?? null, place.element);
  };
  const columns: number[] = [];
  for (let column = drawn.firstColumn; column <= drawn.lastColumn; column++) columns.push(column);
  const lines: number[] = [];
  for (let row = drawn.firstRow; row <= drawn.lastRow; row++) lines.push(row);
  // The focus must not be lost because its row was scrolled out of sight.
  const { active } = focus;
  if (active.row >= 0 && (active.row < drawn.firstRow || active.row > drawn.lastRow)) lines.push(active.row);
  return (
    <div
      ref={scroll}
      className={styles['scroll']}
      style={{ scrollPaddingBlockStart: headHeight }}
      role="grid"
      tabIndex={-1}
      aria-label={t('window.coverage.matrix')}
      data-wide={layout.totalWidth > width}
      data-zoom={zoom}
      data-stacked={stacked}
      data-wraps={wraps}
      aria-rowcount={rows.count + 1}
      aria-colcount={keyCount + 2}
      onKeyDown={(event) => {
        if (!zoomKey(event)) focus.onKeyDown(event);
      }}
      onFocus={(event) => {
        const place = placeOfTarget(event.target);
        if (place !== null) focus.onFocus(place.row, place.column);
      }}
      onPointerDown={(event) => {
        const place = placeOfTarget(event.target);
        const key = keys[place?.column ?? -1];
        if (place?.row === -1 && key !== undefined) onAboutToToggle(key.keyId);
      }}
      onClick={(event) => press(event.target)}
    >
      <div
        className={styles['inner']}
        role="presentation"
        style={{ width: layout.totalWidth, height: offsets.total + headHeight }}
      >
        <div className={styles['header']} role="row" aria-rowindex={1} data-row={-1} style={{ height: headHeight }}>
          <div role="columnheader" aria-colindex={1} className={styles['corner']} style={{ width: nameWidth }}>
            <Legend />
            {t('window.coverage.account')}
          </div>
          {columns.map((column) => {
            const key = keys[column];
            if (key === undefined) return null;
            return (
              <KeyHeader
                key={key.keyId}
                coverageKey={key}
                record={records.get(key.keyId)}
                label={labels.get(key.keyId)}
                lost={lost.has(key.keyId)}
                column={column}
                inTabOrder={active.row === -1 && active.column === column}
                start={nameWidth + column * columnWidth}
                width={columnWidth}
                upright={compact}
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
        {lines.map((line) => {
          const row = rows.at(line);
          if (row === undefined) return null;
          return (
            <MatrixRowView
              // Measured rows belong to their accounts. Others are all alike: another account is drawn into what stands there already.
              key={row.type === 'account' ? (wraps ? row.place : line) : `${row.type} ${line}`}
              frame={frame}
              observe={wraps ? heights.observe : observeNothing}
              row={row}
              index={line}
              top={headHeight + offsets.top(line)}
              height={offsets.height(line)}
              firstColumn={drawn.firstColumn}
              lastColumn={drawn.lastColumn}
              activeColumn={active.row === line ? active.column : -1}
              sight={drawn.sight}
            />
          );
        })}
        <div className={styles['veils']} role="presentation">
          {columns.map((column) =>
            lost.has(keys[column]?.keyId ?? '') ? (
              <div
                key={column}
                className={styles['veil']}
                style={{ left: nameWidth + column * columnWidth, width: columnWidth }}
              />
            ) : null,
          )}
        </div>
      </div>
    </div>
  );
}
