import { useMemo, useRef, useSyncExternalStore } from 'react';
import type { CoverageReport } from '../../../../src-shared/coverage/coverage-report.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import type { DistinctLabel } from '../../../components/distinct-labels.ts';
import { useWidth } from '../../../components/use-width.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { Legend } from './legend.tsx';
import { KeyHeader } from './key-header.tsx';
import styles from './matrix.module.css';
import type { MatrixGrouping, MatrixIndex } from './matrix-index.ts';
import { headerHeight, headingHeight, matrixLayout, type MatrixLayout, uprightHeaderHeight } from './matrix-layout.ts';
import type { MatrixFrame } from './matrix-row.tsx';
import { MatrixSheet } from './matrix-sheet.tsx';
import type { WhatIfAnswer } from './use-matrix.ts';
import type { AccountRow, RowModel } from './row-model.ts';
import { createRowHeights } from './row-heights.ts';
import { createRowOffsets } from './row-offsets.ts';
import { useKeyColours } from '../../../components/use-key-colour.ts';
import { positionOfTarget, useGridFocus } from '../../../components/use-grid-focus.ts';
import { type MatrixContent, useMatrixWindow } from './use-matrix-window.ts';
import { useZoomInput } from '../zoom/use-zoom-input.ts';

export interface MatrixProps {
  readonly report: CoverageReport;
  readonly index: MatrixIndex;
  readonly rows: RowModel;
  /** To be drawn ahead; null where nothing is expected. */
  readonly expected: Pick<WhatIfAnswer, 'rows' | 'lost'> | null;
  /** The sheet of the two that shows the rows; what is expected is drawn on the other. */
  readonly sheet: 0 | 1;
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

/** In this order in the document, whichever is shown: to move one would be to render it again. */
const sheets = [0, 1] as const;

/** Renders the matrix: keys are columns, accounts are rows; only what is in view is in the document. */
export function Matrix({ zoom, ...props }: MatrixProps & { readonly zoom: MatrixLayout['zoom'] }) {
  const { report, index, rows, sheet, keys, labels, records, lost, grouping } = props;
  const { onToggleLost, onAboutToToggle, onOpen } = props;
  const { t } = useTranslation();
  const colourOf = useKeyColours();
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
  const contentOf = useMemo(() => {
    const set = { account: rowHeight, heading: headingHeight, measured: wraps ? measured : null };
    return (model: RowModel): MatrixContent => ({ rows: model, offsets: createRowOffsets(model, set) });
  }, [rowHeight, measured, wraps]);
  const content = useMemo(() => contentOf(rows), [contentOf, rows]);
  const expected = wraps ? null : props.expected;
  const ahead = useMemo(
    () => (expected === null ? null : { ...contentOf(expected.rows), lost: expected.lost.keyIds }),
    [contentOf, expected],
  );
  const { view, viewOf, reveal } = useMatrixWindow(scroll, {
    ...content,
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
    hasCells: (row) => row < 0 || rows.entryIndexAt(row) >= 0,
    reveal: (position) => reveal(position.row, position.column),
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
    const position = positionOfTarget(target);
    if (position === null) return;
    const key = keys[position.column];
    const row = rows.at(position.row);
    if (position.row < 0 && key !== undefined) onToggleLost(key.keyId);
    else if (row?.type === 'account') onOpen(row, key?.keyId ?? null, position.element);
  };
  const columns: number[] = [];
  for (let column = view.firstColumn; column <= view.lastColumn; column++) columns.push(column);
  const { active } = focus;
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
        const position = positionOfTarget(event.target);
        if (position !== null) focus.onFocus(position.row, position.column);
      }}
      onPointerDown={(event) => {
        const position = positionOfTarget(event.target);
        const key = keys[position?.column ?? -1];
        if (position?.row === -1 && key !== undefined && !wraps) onAboutToToggle(key.keyId);
      }}
      onClick={(event) => press(event.target)}
    >
      <div
        className={styles['inner']}
        role="presentation"
        style={{ width: layout.totalWidth, height: content.offsets.total + headHeight }}
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
                colour={colourOf(key.keyId)}
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
        {sheets.map((one) =>
          one === sheet ? (
            <MatrixSheet
              key={one}
              frame={frame}
              content={content}
              view={view}
              headHeight={headHeight}
              lost={lost}
              active={active}
              observe={wraps ? heights.observe : null}
              hidden={false}
            />
          ) : ahead === null ? null : (
            <MatrixSheet
              key={one}
              frame={frame}
              content={ahead}
              view={viewOf(ahead)}
              headHeight={headHeight}
              lost={ahead.lost}
              active={null}
              observe={null}
              hidden
            />
          ),
        )}
      </div>
    </div>
  );
}
