/** The layout in the overview of keys and accounts (CSS pixels). */
export interface OverviewLayout {
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Height of the bars that say what each key alone holds. */
  readonly headHeight: number;
  /** The strip that says how grave a row is: right of the last key, or at the edge of the view where the keys do not fit. */
  readonly endStart: number;
  readonly endWidth: number;
  readonly totalWidth: number;
  readonly totalHeight: number;
}

/** Computes a layout of as many keys and rows into the view as can still be told apart; the rest is scrolled to. */
export function overviewLayout(width: number, height: number, keys: number, rows: number): OverviewLayout {
  const headHeight = 64;
  const endWidth = 40;
  const cellWidth = fit(width - endWidth, keys, 4, 24);
  const cellHeight = fit(height - headHeight, rows, 3, 14);
  return {
    cellWidth,
    cellHeight,
    headHeight,
    endStart: Math.min(width - endWidth, keys * cellWidth + 8),
    endWidth,
    totalWidth: Math.max(width, keys * cellWidth + endWidth),
    totalHeight: headHeight + rows * cellHeight,
  };
}

function fit(room: number, count: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.floor(room / Math.max(1, count))));
}
