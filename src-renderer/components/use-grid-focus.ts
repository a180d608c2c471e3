import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';

/** A place in the matrix: row -1 is the header; columns 0…n-1 are keys, column n is the verdict. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridFocus {
  readonly active: GridPosition;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Records that a cell got the focus; the same function in every render. */
  readonly onFocus: (row: number, column: number) => void;
}

/**
 * Moves the focus in a virtualised grid with the arrow keys, Home, End, Page Up and Page Down: one place is in the tab
 * order, `reveal` scrolls the next place into view, then it is focused. Rows without cells are stepped over.
 */
export function useGridFocus(options: {
  readonly grid: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  /** Number of places in a row; the header has no verdict. */
  readonly columnsIn: (row: number) => number;
  readonly hasCells: (row: number) => boolean;
  readonly reveal: (position: GridPosition) => void;
  readonly page: number;
}): GridFocus {
  const { grid, rowCount, columnsIn, hasCells, reveal, page } = options;
  const [wanted, setWanted] = useState<GridPosition>({ row: -1, column: 0 });
  const active = clampPosition(wanted, rowCount, columnsIn);
  const frame = useRef(0);

  const focus = useCallback(
    (position: GridPosition) => {
      setWanted(position);
      reveal(position);
      cancelAnimationFrame(frame.current);
      // The cell may only be drawn in the next frames, after the grid has scrolled.
      let tries = 4;
      const attempt = () => {
        const cell = grid.current?.querySelector<HTMLElement>(
          `[data-row="${position.row}"] [data-column="${position.column}"]:not([aria-hidden="true"] *)`,
        );
        if (cell !== null && cell !== undefined) cell.focus({ preventScroll: true });
        else if (tries-- > 0) frame.current = requestAnimationFrame(attempt);
      };
      frame.current = requestAnimationFrame(attempt);
    },
    [grid, reveal],
  );

  const onFocus = useCallback((row: number, column: number) => setWanted({ row, column }), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return;
    const whole = event.ctrlKey || event.metaKey;
    const next = nextPosition(event.key, active, { rowCount, columnsIn, page, whole, hasCells });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next.row !== active.row || next.column !== active.column) focus(next);
  };

  return {
    active,
    onKeyDown,
    onFocus,
  };
}

interface Bounds {
  readonly rowCount: number;
  readonly columnsIn: (row: number) => number;
  readonly page: number;
  /** Ctrl or Cmd is held: Home and End mean the whole grid. */
  readonly whole: boolean;
  readonly hasCells: (row: number) => boolean;
}

/** Finds the place of a cell of the grid from what was pressed or focused in it; null for anything else. */
export function positionOfTarget(target: EventTarget): (GridPosition & { readonly element: HTMLElement }) | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest<HTMLElement>('[data-column]');
  const row = element?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return element === null || row === undefined
    ? null
    : { row: Number(row), column: Number(element.dataset['column']), element };
}

/** Computes where a key press leads; null where it means nothing to the grid. */
export function nextPosition(key: string, from: GridPosition, bounds: Bounds): GridPosition | null {
  const lastRow = bounds.rowCount - 1;
  const rowTowards = (target: number, direction: 1 | -1): number => {
    let row = Math.max(-1, Math.min(lastRow, target));
    while (row >= 0 && row <= lastRow && !bounds.hasCells(row)) row += direction;
    return row > lastRow ? from.row : row;
  };
  const inRow = (row: number, column = from.column): GridPosition =>
    clampPosition({ row, column }, bounds.rowCount, bounds.columnsIn);
  switch (key) {
    case 'ArrowDown':
      return inRow(rowTowards(from.row + 1, 1));
    case 'ArrowUp':
      return inRow(rowTowards(from.row - 1, -1));
    case 'ArrowRight':
      return inRow(from.row, from.column + 1);
    case 'ArrowLeft':
      return inRow(from.row, from.column - 1);
    case 'PageDown':
      return inRow(rowTowards(from.row + bounds.page, 1));
    case 'PageUp':
      return inRow(rowTowards(from.row - bounds.page, -1));
    case 'Home':
      return bounds.whole ? inRow(-1, 0) : inRow(from.row, 0);
    case 'End':
      return inRow(bounds.whole ? lastRow : from.row, Number.MAX_SAFE_INTEGER);
    default:
      return null;
  }
}

function clampPosition(position: GridPosition, rowCount: number, columnsIn: (row: number) => number): GridPosition {
  const row = Math.min(position.row, rowCount - 1);
  return { row, column: Math.max(0, Math.min(position.column, columnsIn(row) - 1)) };
}
