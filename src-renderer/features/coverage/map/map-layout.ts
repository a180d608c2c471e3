/** The layout of keys and accounts in the map (CSS pixels). */
export interface MapLayout {
  /** Room for the names of accounts at the left. */
  readonly nameWidth: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Height of the names of the keys, and of the bars that say what hangs on each alone. */
  readonly headHeight: number;
  /** The strip that says how grave a row is: right of the last key, or at the edge of the view where the keys do not fit. */
  readonly endStart: number;
  readonly endWidth: number;
  readonly totalWidth: number;
  readonly totalHeight: number;
  /** Every how manieth row and key has its name: names take 12 px. */
  readonly namedRows: number;
  readonly namedKeys: number;
}

const nameSize = 12;
/** Few keys fill the view, too: their names then lie instead of standing on end. */
const mostCellWidth = 96;
export const lyingNamesFrom = 64;

/** Computes a layout of as many keys and rows into the view as can still be told apart; the rest is scrolled to. */
export function mapLayout(width: number, height: number, keys: number, rows: number): MapLayout {
  const endWidth = 40;
  const nameWidth = width < 600 ? 96 : 208;
  const cellWidth = fit(width - nameWidth - endWidth, keys, 4, mostCellWidth);
  const headHeight = cellWidth >= lyingNamesFrom ? 52 : 124;
  const cellHeight = fit(height - headHeight, rows, 3, 16);
  return {
    nameWidth,
    cellWidth,
    cellHeight,
    headHeight,
    endStart: Math.min(width - endWidth, nameWidth + keys * cellWidth + 8),
    endWidth,
    totalWidth: Math.max(width, nameWidth + keys * cellWidth + endWidth),
    totalHeight: headHeight + rows * cellHeight,
    namedRows: Math.ceil(nameSize / cellHeight),
    namedKeys: Math.ceil(nameSize / cellWidth),
  };
}

function fit(room: number, count: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.floor(room / Math.max(1, count))));
}
