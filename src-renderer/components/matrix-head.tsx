import type { VirtualItem } from '@tanstack/react-virtual';
import styles from './matrix-table.module.css';
import type { MatrixColumn, MatrixSideColumn } from './matrix-column.ts';

/** Renders the heads of the columns; that of a key is a button. */
export function MatrixHead({
  start,
  columns,
  ends,
  visible,
  middle,
  height,
  active,
  canPress,
}: {
  readonly start: MatrixSideColumn;
  readonly columns: readonly MatrixColumn[];
  readonly ends: readonly MatrixSideColumn[];
  readonly visible: readonly VirtualItem[];
  /** Width of all columns between start and ends. */
  readonly middle: number;
  readonly height: number;
  /** Index of the head that is in the tab order; null where a row is. */
  readonly active: number | null;
  readonly canPress: boolean;
}) {
  return (
    <div role="row" aria-rowindex={1} data-row={-1} className={styles['head']} style={{ height }}>
      <div
        role="columnheader"
        aria-colindex={1}
        data-column={0}
        tabIndex={active === 0 ? 0 : -1}
        className={styles['start-head']}
        style={{ width: start.width }}
      >
        {start.head}
      </div>
      <div role="presentation" className={styles['middle']} style={{ width: middle }}>
        {visible.map(({ index, start: left, size }) => {
          const column = columns[index];
          if (column === undefined) return null;
          const isButton = canPress && column.headLabel !== null;
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 2}
              className={styles['column-head']}
              data-look={column.look ?? 'plain'}
              style={{ left: left - start.width, width: size }}
              {...(isButton ? {} : { 'data-column': index + 1, tabIndex: active === index + 1 ? 0 : -1 })}
            >
              {isButton ? (
                <button
                  type="button"
                  data-column={index + 1}
                  tabIndex={active === index + 1 ? 0 : -1}
                  aria-pressed={column.pressed}
                  className={styles['head-button']}
                >
                  {column.head} <span className="spoken">{column.headLabel}</span>
                </button>
              ) : (
                column.head
              )}
            </div>
          );
        })}
      </div>
      <div role="presentation" className={styles['ends']}>
        {ends.map((end, index) => (
          <div
            key={end.id}
            role="columnheader"
            aria-colindex={columns.length + 2 + index}
            className={styles['end-head']}
            style={index === ends.length - 1 ? { minWidth: end.width } : { width: end.width }}
            data-last={index === ends.length - 1}
          >
            {end.head}
          </div>
        ))}
      </div>
    </div>
  );
}
