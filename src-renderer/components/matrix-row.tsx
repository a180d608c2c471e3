import type { VirtualItem } from '@tanstack/react-virtual';
import { memo, type ReactNode } from 'react';
import styles from './matrix-table.module.css';
import type { MatrixColumn, MatrixSideColumn } from './matrix-column.ts';

export type MatrixRowData =
  | { readonly kind: 'group'; readonly content: ReactNode; readonly tone?: 'critical' | 'plain' }
  | {
      readonly kind: 'row';
      /** Spoken name of the row. */
      readonly label: string;
      readonly start: ReactNode;
      /** Returns what a column shows, and says it in words. */
      readonly cell: (columnId: string) => { readonly mark: ReactNode; readonly label: string };
      /** In the order of the columns at the end. */
      readonly ends: readonly { readonly content: ReactNode; readonly label: string }[];
      /** A button that is visible while the row is pointed at or has the focus. */
      readonly action?: { readonly label: string; readonly content: ReactNode; readonly onPress: () => void } | null;
    };

/** Renders one row of the table, or the line above a group of them. */
export const MatrixRow = memo(function MatrixRow({
  row,
  index,
  top,
  height,
  start,
  columns,
  ends,
  visible,
  middle,
  isSelected,
  active,
}: {
  readonly row: MatrixRowData;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly start: MatrixSideColumn;
  readonly columns: readonly MatrixColumn[];
  readonly ends: readonly MatrixSideColumn[];
  readonly visible: readonly VirtualItem[];
  readonly middle: number;
  readonly isSelected: boolean;
  /** Index of its cell that is in the tab order. */
  readonly active: number | null;
}) {
  const place = { transform: `translateY(${top}px)`, height };
  if (row.kind === 'group') {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className={styles['group']}
        data-tone={row.tone ?? 'plain'}
        style={place}
      >
        <div
          role="gridcell"
          aria-colindex={1}
          aria-colspan={columns.length + ends.length + 1}
          className={styles['group-cell']}
        >
          {row.content}
        </div>
      </div>
    );
  }
  const tabIndex = (column: number) => (active === column ? 0 : -1);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-label={row.label}
      aria-selected={isSelected}
      data-row={index}
      className={styles['row']}
      style={place}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        data-column={0}
        tabIndex={tabIndex(0)}
        className={styles['start']}
        style={{ width: start.width }}
      >
        {row.start}
      </div>
      <div role="presentation" className={styles['middle']} style={{ width: middle }}>
        {visible.map(({ index: at, start: left, size }) => {
          const column = columns[at];
          if (column === undefined) return null;
          const { mark, label } = row.cell(column.id);
          return (
            <div
              key={column.id}
              role="gridcell"
              aria-colindex={at + 2}
              aria-label={label}
              title={label}
              data-column={at + 1}
              tabIndex={tabIndex(at + 1)}
              className={styles['cell']}
              style={{ left: left - start.width, width: size }}
            >
              {mark}
            </div>
          );
        })}
      </div>
      <div role="presentation" className={styles['ends']}>
        {ends.map((end, at) => {
          const column = columns.length + 1 + at;
          const isLast = at === ends.length - 1;
          return (
            <div
              key={end.id}
              role="gridcell"
              aria-colindex={column + 1}
              aria-label={isLast && row.action != null ? undefined : row.ends[at]?.label}
              data-column={column}
              tabIndex={tabIndex(column)}
              className={styles['end']}
              data-last={isLast}
              style={isLast ? { minWidth: end.width } : { width: end.width }}
            >
              {row.ends[at]?.content}
              {isLast && row.action != null ? (
                <button
                  type="button"
                  data-column={column + 1}
                  tabIndex={tabIndex(column + 1)}
                  aria-label={row.action.label}
                  className={styles['action']}
                  onClick={row.action.onPress}
                >
                  {row.action.content}
                </button>
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
});
