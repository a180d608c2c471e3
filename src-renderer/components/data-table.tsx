import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from '../use-translation.tsx';
import { chooseRows, type ChoiceStep } from './choose-rows.ts';
import { ContextMenuArea, type MenuEntry } from './context-menu.tsx';
import styles from './data-table.module.css';
import { Icon } from './icon.tsx';
import { measureRow } from './measure-row.ts';
import { useWidth } from './use-width.ts';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** Returns the value that the column sorts by; null sorts last. */
  readonly value: (row: Row) => string | number | null;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track. */
  readonly track: string;
  /** Left out where the list is narrower than this (CSS pixels); the detail shows it all the same. */
  readonly from?: number;
}

export interface DataTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly rowId: (row: Row) => string;
  readonly selectedId?: string | null;
  readonly onOpen: (row: Row) => void;
  /** Effects of keys of the keyboard on a row. */
  readonly shortcuts?: Readonly<Partial<Record<'Delete' | 'F2', (row: Row) => void>>>;
  /** Returns what can be done with a row, for its menu; none where it is left out. */
  readonly menuOf?: (row: Row) => readonly MenuEntry[];
  /** CSS pixels; rows of two lines need more. */
  readonly rowHeight?: number;
  /** Follows the selection with the arrow keys, for a list with a detail pane. */
  readonly selectOnMove?: boolean;
  readonly sortBy?: string;
  /** Ids of the rows that are chosen, where several can be: Space and a box at each row choose. */
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const headHeight = 36;

/** Renders a dense, sortable, virtualised list: arrows move, Enter opens, Delete deletes, headers sort; Space, Shift and Ctrl choose several rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const {
    label,
    rows,
    columns: allColumns,
    rowId,
    selectedId = null,
    onOpen,
    shortcuts = {},
    menuOf,
    rowHeight = 40,
    selectOnMove = false,
    sortBy,
    chosen,
    onChoose,
  } = props;
  const { t, compare } = useTranslation();
  const scroll = useRef<HTMLDivElement>(null);
  const width = useWidth(scroll);
  const columns = useMemo(() => allColumns.filter((column) => width >= (column.from ?? 0)), [allColumns, width]);
  const [sorting, setSorting] = useState<SortingState>(sortBy === undefined ? [] : [{ id: sortBy, desc: false }]);
  const [focused, setFocused] = useState(0);
  const definitions = useMemo(() => allColumns.map((column) => definitionOf(column, compare)), [allColumns, compare]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable<typeof features, Row>({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    enableSortingRemoval: false,
    state: { sorting },
    onSortingChange: setSorting,
  });
  const sorted = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => sorted[index]?.id ?? index, [sorted]),
    measureElement: measureRow,
    paddingStart: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 8,
  });
  const active = Math.max(0, Math.min(focused, sorted.length - 1));
  const anchor = useRef<string | null>(null);
  const choose = (step: ChoiceStep, row: string): void => {
    if (chosen === undefined || onChoose === undefined) return;
    const ids = sorted.map(({ id }) => id);
    const after = chooseRows(ids, { chosen, anchor: anchor.current }, step, row);
    anchor.current = after.anchor;
    onChoose(after.chosen);
  };
  const focusRow = (index: number): boolean => {
    const drawn = scroll.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
    drawn?.focus({ preventScroll: true });
    return drawn !== null;
  };
  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(sorted.length - 1, index));
    setFocused(target);
    virtualizer.scrollToIndex(target);
    // At once where the row is drawn: the next press of the key may come before the next frame.
    if (!focusRow(target)) requestAnimationFrame(() => focusRow(target));
    const row = sorted[target];
    if (selectOnMove && row !== undefined) onOpen(row.original);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const row = sorted[index]?.original;
    const step = steps[event.key];
    const choice = chosen === undefined ? null : choiceOf(event);
    const target = sorted[index + (choice === 'range' ? (step ?? 0) : 0)]?.id;
    if (choice !== null && target !== undefined) {
      // The row that a range begins at is chosen with the first step away from it.
      if (choice === 'range') anchor.current ??= sorted[index]?.id ?? null;
      choose(choice, target);
    }
    if (step !== undefined) moveTo(index + step);
    else if (event.key === 'Home') moveTo(0);
    else if (event.key === 'End') moveTo(sorted.length - 1);
    else if (choice === null && (event.key === 'Enter' || event.key === ' ') && row !== undefined) onOpen(row);
    else if ((event.key === 'Delete' || event.key === 'F2') && row !== undefined) shortcuts[event.key]?.(row);
    else if (choice === null) return;
    event.preventDefault();
  };
  const entriesAt = (target: Element): readonly MenuEntry[] | null => {
    const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    const row = index === undefined ? undefined : sorted[Number(index)]?.original;
    return row === undefined || menuOf === undefined ? null : menuOf(row);
  };
  const boxTrack = chosen === undefined ? [] : ['1.25rem'];
  const tracks = { gridTemplateColumns: [...boxTrack, ...columns.map((column) => column.track)].join(' ') };
  const order = sorting[0];
  return (
    <ContextMenuArea label={label} entriesAt={entriesAt} className={styles['area']}>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="grid"
        tabIndex={-1}
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-colcount={columns.length + boxTrack.length}
        aria-multiselectable={chosen !== undefined}
      >
        <div role="presentation" className={styles['inner']} style={{ height: virtualizer.getTotalSize() }}>
          <div role="row" aria-rowindex={1} className={styles['head']} style={tracks}>
            {chosen === undefined ? null : (
              <div role="columnheader">
                <span className={styles['hidden']}>{t('window.table.chosen')}</span>
              </div>
            )}
            {columns.map((column) => (
              <div
                key={column.id}
                role="columnheader"
                aria-sort={order?.id !== column.id ? 'none' : order.desc ? 'descending' : 'ascending'}
              >
                <button
                  type="button"
                  className={styles['sort']}
                  onClick={() => setSorting([{ id: column.id, desc: order?.id === column.id && !order.desc }])}
                >
                  {column.header}
                  <span aria-hidden="true">{order?.id !== column.id ? '' : order.desc ? ' ▾' : ' ▴'}</span>
                </button>
              </div>
            ))}
          </div>
          {virtualizer.getVirtualItems().map((item) => {
            const row = sorted[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={chosen === undefined ? row.id === selectedId : chosen.has(row.id)}
                aria-current={chosen !== undefined && row.id === selectedId}
                ref={virtualizer.measureElement}
                data-index={item.index}
                tabIndex={item.index === active ? 0 : -1}
                className={styles['row']}
                style={{ ...tracks, transform: `translateY(${item.start}px)`, minHeight: rowHeight }}
                onClick={(event) => {
                  setFocused(item.index);
                  const choice = chosen === undefined ? null : clickChoice(event);
                  if (choice === null) onOpen(row.original);
                  else choose(choice, row.id);
                }}
                onFocus={() => setFocused(item.index)}
                onKeyDown={(event) => onKeyDown(event, item.index)}
              >
                {chosen === undefined ? null : (
                  <div role="gridcell" className={styles['choice']} data-choice="">
                    <span className={styles['box']} aria-hidden="true">
                      {chosen.has(row.id) ? <Icon name="check" size={12} /> : null}
                    </span>
                  </div>
                )}
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" className={styles['cell']}>
                    {column.cell(row.original)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </ContextMenuArea>
  );
}

/** Returns what a key of the keyboard chooses; null for nothing. */
function choiceOf({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): ChoiceStep | null {
  if (key === ' ') return shiftKey ? 'range' : 'toggle';
  if (shiftKey && (key === 'ArrowDown' || key === 'ArrowUp')) return 'range';
  return key.toLowerCase() === 'a' && (ctrlKey || metaKey) ? 'all' : null;
}

/** Returns what a click chooses: one on the box, or with Ctrl or Shift held; null where it opens the row. */
function clickChoice({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): ChoiceStep | null {
  if (shiftKey) return 'range';
  const isBox = target instanceof Element && target.closest('[data-choice]') !== null;
  return isBox || ctrlKey || metaKey ? 'toggle' : null;
}

function definitionOf<Row extends object>(
  column: TableColumn<Row>,
  compare: (left: string, right: string) => number,
): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    header: column.header,
    accessorFn: (row: Row) => column.value(row) ?? undefined,
    sortUndefined: 'last',
    sortFn: (left, right, id) => {
      const [first, second] = [left.getValue<string | number>(id), right.getValue<string | number>(id)];
      return typeof first === 'number' && typeof second === 'number'
        ? first - second
        : compare(String(first), String(second));
    },
  };
}
