import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';

/** A place in the matrix: row -1 is the header; columns 0…n-1 are keys, column n is the verdict. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridFocus {
  readonly active: GridPlace;
  readonly tabIndexOf: (row: number, column: number) => 0 | -1;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (row: number, column: number) => void;
}

/**
 * Moves the focus in a virtualised grid with the arrow keys, Home, End, Page Up and Page Down: one place is in the tab
 * order, `reveal` scrolls the next place into view, then it is focused. Rows without cells are stepped over.
 */
export function useGridFocus(options: {
  readonly grid: RefObject<HTMLElement | null>;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly hasCells: (row: number) => boolean;
  readonly reveal: (place: GridPlace) => void;
  readonly page: number;
}): GridFocus {
  const { grid, rowCount, columnCount, hasCells, reveal, page } = options;
  const [wanted, setWanted] = useState<GridPlace>({ row: -1, column: 0 });
  const active = { row: Math.min(wanted.row, rowCount - 1), column: Math.min(wanted.column, columnCount - 1) };
  const frame = useRef(0);

  const focus = useCallback(
    (place: GridPlace) => {
      setWanted(place);
      reveal(place);
      cancelAnimationFrame(frame.current);
      // The cell may only be drawn in the next frames, after the grid has scrolled.
      let tries = 4;
      const attempt = () => {
        const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.column}"]`);
        if (cell !== null && cell !== undefined) cell.focus({ preventScroll: true });
        else if (tries-- > 0) frame.current = requestAnimationFrame(attempt);
      };
      frame.current = requestAnimationFrame(attempt);
    },
    [grid, reveal],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return;
    const whole = event.ctrlKey || event.metaKey;
    const next = nextPlace(event.key, active, { rowCount, columnCount, page, whole, hasCells });
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (next.row !== active.row || next.column !== active.column) focus(next);
  };

  return {
    active,
    tabIndexOf: (row, column) => (row === active.row && column === active.column ? 0 : -1),
    onKeyDown,
    onFocus: (row, column) => setWanted({ row, column }),
  };
}

interface Bounds {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly page: number;
  /** Ctrl or Cmd is held: Home and End mean the whole grid. */
  readonly whole: boolean;
  readonly hasCells: (row: number) => boolean;
}

/** Computes where a key press leads; null where it means nothing to the grid. */
export function nextPlace(key: string, from: GridPlace, bounds: Bounds): GridPlace | null {
  const lastRow = bounds.rowCount - 1;
  const lastColumn = bounds.columnCount - 1;
  const rowTowards = (target: number, direction: 1 | -1): number => {
    let row = Math.max(-1, Math.min(lastRow, target));
    while (row >= 0 && row <= lastRow && !bounds.hasCells(row)) row += direction;
    return row > lastRow ? from.row : row;
  };
  switch (key) {
    case 'ArrowDown':
      return { ...from, row: rowTowards(from.row + 1, 1) };
    case 'ArrowUp':
      return { ...from, row: rowTowards(from.row - 1, -1) };
    case 'ArrowRight':
      return { ...from, column: Math.min(lastColumn, from.column + 1) };
    case 'ArrowLeft':
      return { ...from, column: Math.max(0, from.column - 1) };
    case 'PageDown':
      return { ...from, row: rowTowards(from.row + bounds.page, 1) };
    case 'PageUp':
      return { ...from, row: rowTowards(from.row - bounds.page, -1) };
    case 'Home':
      return bounds.whole ? { row: -1, column: 0 } : { ...from, column: 0 };
    case 'End':
      return bounds.whole ? { row: lastRow, column: lastColumn } : { ...from, column: lastColumn };
    default:
      return null;
  }
}
