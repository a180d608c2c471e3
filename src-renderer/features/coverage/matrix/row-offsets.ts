import { type MeasuredHeights, measuredOr } from './row-heights.ts';
import type { RowModel } from './row-model.ts';

/** Positions of the rows of a matrix (CSS pixels from the first row). */
export interface RowOffsets {
  readonly total: number;
  top(row: number): number;
  height(row: number): number;
  /** Finds the row at a distance from the first row's top, within the rows there are. */
  rowAt(distance: number): number;
}

export interface RowHeights {
  readonly account: number;
  readonly heading: number;
  /** Null: every row has its set height. */
  readonly measured: MeasuredHeights | null;
}

/**
 * Computes the positions of rows. Without measured heights only the headings are looked at: a letter or a press must not walk over 50,000
 * rows.
 */
export function createRowOffsets(rows: RowModel, heights: RowHeights): RowOffsets {
  const top = heights.measured === null ? equalTops(rows, heights) : measuredTops(rows, heights, heights.measured);
  return {
    total: top(rows.count),
    top,
    height: (row) => top(Math.min(row, rows.count - 1) + 1) - top(row),
    rowAt: (distance) => {
      let low = 0;
      let high = rows.count - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (top(middle + 1) <= distance) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

function equalTops({ count, headingRows }: RowModel, { account, heading }: RowHeights): (row: number) => number {
  return (row) => {
    const above = Math.max(0, Math.min(row, count));
    let low = 0;
    let high = headingRows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((headingRows[middle] ?? count) < above) low = middle + 1;
      else high = middle;
    }
    return above * account + low * (heading - account);
  };
}

function measuredTops(rows: RowModel, heights: RowHeights, measured: MeasuredHeights): (row: number) => number {
  const ends = new Float64Array(rows.count);
  let end = 0;
  for (let row = 0; row < rows.count; row++) {
    const entryIndex = rows.entryIndexAt(row);
    end += entryIndex < 0 ? heights.heading : measuredOr(measured.of[entryIndex], heights.account);
    ends[row] = end;
  }
  return (row) => (row <= 0 ? 0 : (ends[Math.min(row, rows.count) - 1] ?? 0));
}
