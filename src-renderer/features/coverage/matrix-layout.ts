export interface MatrixLayout {
  readonly nameWidth: number;
  readonly columnWidth: number;
  readonly verdictWidth: number;
  /** Width of everything, at least that of the view. */
  readonly totalWidth: number;
  /** The verdict stays in view at the right edge; on a narrow view it scrolls with the rest. */
  readonly stickyVerdict: boolean;
}

export const headerHeight = 128;
export const rowHeight = 48;
export const sectionHeight = 32;

/** Shares the width of the view (CSS pixels) among names, key columns and verdict. */
export function matrixLayout(width: number, keyCount: number): MatrixLayout {
  const narrow = width < 620;
  const medium = width < 900;
  const nameWidth = narrow ? 144 : medium ? 200 : clamp(width * 0.25, 248, 336);
  const verdictMinimum = narrow ? 184 : medium ? 232 : 304;
  const [least, most] = narrow ? [72, 96] : medium ? [84, 112] : [96, 112];
  const columnWidth = Math.floor(clamp((width - nameWidth - verdictMinimum) / Math.max(1, keyCount), least, most));
  const used = nameWidth + columnWidth * keyCount;
  const verdictWidth = Math.max(verdictMinimum, width - used);
  return {
    nameWidth: Math.floor(nameWidth),
    columnWidth,
    verdictWidth,
    totalWidth: Math.floor(used + verdictWidth),
    stickyVerdict: !narrow,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
