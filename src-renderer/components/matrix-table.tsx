import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { classes } from './classes.ts';
import type { MatrixColumn, MatrixSideColumn } from './matrix-column.ts';
import { MatrixHead } from './matrix-head.tsx';
import { MatrixRow, type MatrixRowData } from './matrix-row.tsx';
import styles from './matrix-table.module.css';
import { positionOfTarget, useGridFocus } from './use-grid-focus.ts';

export interface MatrixTableProps {
  readonly label: string;
  readonly start: MatrixSideColumn;
  readonly columns: readonly MatrixColumn[];
  readonly ends: readonly MatrixSideColumn[];
  readonly rowCount: number;
  /** Returns the id of a row; called for every row. The same function as long as the rows and their order are the same. */
  readonly rowIdAt: (index: number) => string;
  /** Returns a row; called once for each that becomes visible. The same function as long as no row changes. */
  readonly rowAt: (index: number) => MatrixRowData;
  readonly rowHeight: (index: number) => number;
  readonly headHeight: number;
  /** Whether the columns at the end stay visible while the others are scrolled. */
  readonly pinned?: boolean;
  readonly selectedRowId?: string | null;
  /** Called where a cell is pressed, by mouse or with Enter: column -1 is the start, others count keys, then ends. */
  readonly onOpen?: (rowId: string, columnId: string) => void;
  readonly onHead?: (columnId: string) => void;
  /** Called for a letter that is typed in a cell; returns whether it means something. */
  readonly onLetter?: (letter: string, rowId: string, columnId: string) => boolean;
}

/**
 * Renders rows by columns, of which only the visible ones exist. One stop of the Tab key: arrow keys, Home, End, Page Up and Page Down move,
 * Enter opens. The column under the pointer or the focus is tinted, as is the proposed one.
 */
export function MatrixTable(props: MatrixTableProps) {
  const {
    label,
    start,
    columns,
    ends,
    rowCount,
    rowIdAt,
    rowHeight,
    headHeight,
    pinned = false,
    selectedRowId = null,
  } = props;
  const rowAt = useMemo(() => remembered(props.rowAt), [props.rowAt]);
  const grid = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => grid.current,
    estimateSize: rowHeight,
    getItemKey: rowIdAt,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 3,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => grid.current,
    estimateSize: useCallback((index: number) => columns[index]?.width ?? 0, [columns]),
    paddingStart: start.width,
    scrollPaddingStart: start.width,
    overscan: 1,
  });
  useMeasured(rows, rowHeight);
  useMeasured(across, columns.map(({ width: own }) => own).join(' '));
  const columnIds = [start.id, ...columns.map(({ id }) => id), ...ends.map(({ id }) => id)];
  const columnsIn = (row: number): number => {
    if (row === -1) return columns.length + 1;
    const data = rowAt(row);
    return data.kind === 'group' ? 1 : columnIds.length + (data.action == null ? 0 : 1);
  };
  const focus = useGridFocus({
    grid,
    rowCount,
    columnsIn,
    hasCells: (row) => row < 0 || rowAt(row).kind === 'row',
    reveal: useCallback(
      ({ row, column }: { readonly row: number; readonly column: number }) => {
        if (row >= 0) rows.scrollToIndex(row);
        if (column > 0 && column <= columns.length) across.scrollToIndex(column - 1);
      },
      [rows, across, columns.length],
    ),
    page: 10,
  });
  const open = (row: number, column: number) => {
    const columnId = columnIds[column];
    if (columnId === undefined) return;
    if (row === -1) props.onHead?.(columnId);
    else if (rowAt(row).kind === 'row') props.onOpen?.(rowIdAt(row), columnId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = positionOfTarget(event.target);
    if (at === null) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isButton = at.element instanceof HTMLButtonElement;
    if (event.key === 'Enter' && plain && !isButton) {
      event.preventDefault();
      open(at.row, at.column);
    } else if (plain && event.key.length === 1 && event.key !== ' ' && at.row >= 0) {
      const columnId = columnIds[at.column] ?? '';
      if (props.onLetter?.(event.key, rowIdAt(at.row), columnId) === true) event.preventDefault();
    } else focus.onKeyDown(event);
  };
  const onClick = (event: MouseEvent) => {
    const at = positionOfTarget(event.target);
    if (at === null || at.column >= columnIds.length) return;
    // One that was half under the head is seen whole once it is chosen.
    if (at.row >= 0) rows.scrollToIndex(at.row);
    open(at.row, at.column);
  };
  const visible = across.getVirtualItems();
  const endWidth = ends.reduce((sum, end) => sum + end.width, 0);
  const middle = columns.reduce((sum, { width }) => sum + width, 0);
  const width = start.width + middle + endWidth;
  const height = rows.getTotalSize();
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnIds.length}
      tabIndex={-1}
      className={styles['grid']}
      data-pinned={pinned}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={(event) => {
        const at = positionOfTarget(event.target);
        if (at === null) return;
        focus.onFocus(at.row, at.column);
        setPointed(at.column);
      }}
      onPointerOver={(event) => setPointed(positionOfTarget(event.target)?.column ?? null)}
      onPointerLeave={() => setPointed(null)}
    >
      <div
        role="presentation"
        className={styles['sheet']}
        style={{ minWidth: width, height, '--ends': `${endWidth}px` } as CSSProperties}
      >
        {visible.map(({ index, start: left, size }) => (
          <div
            key={columns[index]?.id}
            aria-hidden="true"
            className={classes(styles['band'], index + 1 === pointed && styles['pointed'])}
            data-look={columns[index]?.look ?? 'plain'}
            style={{ left, width: size, height }}
          />
        ))}
        <MatrixHead
          start={start}
          columns={columns}
          ends={ends}
          visible={visible}
          middle={middle}
          height={headHeight}
          active={focus.active.row === -1 ? focus.active.column : null}
          canPress={props.onHead !== undefined}
        />
        {rows.getVirtualItems().map((item) => (
          <MatrixRow
            key={item.key}
            row={rowAt(item.index)}
            index={item.index}
            top={item.start}
            height={item.size}
            start={start}
            columns={columns}
            ends={ends}
            visible={visible}
            middle={middle}
            isSelected={item.key === selectedRowId}
            active={focus.active.row === item.index ? focus.active.column : null}
          />
        ))}
      </div>
    </div>
  );
}

/** Measures a virtualiser again when sizes changed: it remembers those that it began with. */
function useMeasured(virtualizer: { readonly measure: () => void }, sizes: unknown): void {
  const known = useRef(sizes);
  useLayoutEffect(() => {
    if (known.current === sizes) return;
    known.current = sizes;
    virtualizer.measure();
  }, [virtualizer, sizes]);
}

/** Returns a function that makes each row once: a row that is drawn again is the same one, and need not be. */
function remembered(rowAt: (index: number) => MatrixRowData): (index: number) => MatrixRowData {
  const made = new Map<number, MatrixRowData>();
  return (index) => {
    let row = made.get(index);
    if (row === undefined) made.set(index, (row = rowAt(index)));
    return row;
  };
}
