import type { MeasuredHeights } from './row-heights.ts';
import type { RowModel } from './row-model.ts';

/** Where the rows of a matrix lie (CSS pixels from the first row). */
export interface RowOffsets {
  readonly total: number;
  top(row: number): number;
  height(row: number): number;
  /** The row at a distance from the first row's top, within the rows there are. */
  rowAt(distance: number): number;
}

export interface RowHeights {
  readonly account: number;
  readonly heading: number;
  /** Null: every row has its set height. */
  readonly measured: MeasuredHeights | null;
}

/** Adds up the heights of all rows: one walk over numbers, a fraction of a millisecond for 50,000 rows. */
export function createRowOffsets(rows: RowModel, heights: RowHeights): RowOffsets {
  const ends = new Float64Array(rows.count);
  const measured = heights.measured?.of ?? null;
  let end = 0;
  for (let row = 0; row < rows.count; row++) {
    const place = rows.placeAt(row);
    end += place < 0 ? heights.heading : measured === null ? heights.account : measured[place] || heights.account;
    ends[row] = end;
  }
  const top = (row: number): number => (row <= 0 ? 0 : (ends[Math.min(row, rows.count) - 1] ?? 0));
  return {
    total: end,
    top,
    height: (row) => (ends[row] ?? end) - top(row),
    rowAt: (distance) => {
      let low = 0;
      let high = rows.count - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ends[middle] ?? 0) <= distance) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
