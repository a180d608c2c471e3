export interface MatrixLayout {
  readonly nameWidth: number;
  readonly columnWidth: number;
  readonly verdictWidth: number;
  /** Width of everything, at least that of the view. */
  readonly totalWidth: number;
  /** On a narrow view the verdict is a second line of the row, as wide as the view, instead of a last column. */
  readonly stacked: boolean;
  readonly rowHeight: number;
}

export const headerHeight = 128;
/** Height of the line that holds name and cells. */
export const lineHeight = 48;
const verdictLineHeight = 32;
export const sectionHeight = 32;

/** Shares the width of the view (CSS pixels) among names, key columns and verdict. */
export function matrixLayout(width: number, keyCount: number): MatrixLayout {
  const stacked = width < 700;
  const medium = width < 900;
  const nameWidth = stacked ? clamp(width * 0.36, 136, 208) : medium ? 200 : clamp(width * 0.25, 248, 336);
  const verdictMinimum = stacked ? 0 : medium ? 232 : 304;
  const [least, most] = stacked ? [76, 112] : medium ? [84, 112] : [96, 112];
  const columnWidth = Math.floor(clamp((width - nameWidth - verdictMinimum) / Math.max(1, keyCount), least, most));
  const used = nameWidth + columnWidth * keyCount;
  const verdictWidth = stacked ? width : Math.max(verdictMinimum, width - used);
  return {
    nameWidth: Math.floor(nameWidth),
    columnWidth,
    verdictWidth,
    totalWidth: stacked ? Math.max(width, used) : Math.floor(used + verdictWidth),
    stacked,
    rowHeight: stacked ? lineHeight + verdictLineHeight : lineHeight,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
