import { textWidth } from '../../../components/text-width.ts';
import type { MatrixZoom } from './matrix-view-store.ts';

export interface MatrixLayout {
  readonly zoom: Exclude<MatrixZoom, 'overview'>;
  readonly nameWidth: number;
  readonly columnWidth: number;
  readonly verdictWidth: number;
  /** Width of everything, at least that of the view. */
  readonly totalWidth: number;
  /** On a narrow view the verdict is a second line of the row, as wide as the view, instead of a last column. */
  readonly stacked: boolean;
  readonly rowHeight: number;
}

/** Height of the line that holds name and cells, where nothing wraps. */
const lineHeight = 48;
const compactLineHeight = 28;
const verdictLineHeight = 32;
export const headingHeight = 32;

/** Splits the width of the view (CSS pixels) among names, key columns and verdict. */
export function matrixLayout(
  width: number,
  keyCount: number,
  zoom: MatrixLayout['zoom'] = 'comfortable',
): MatrixLayout {
  const stacked = width < 700;
  const medium = width < 900;
  const compact = zoom === 'compact';
  const nameWidth = stacked ? clamp(width * 0.34, 136, 192) : medium ? 200 : clamp(width * 0.245, 248, 336);
  const verdictMinimum = stacked ? 0 : medium ? 232 : compact ? 248 : 304;
  const [least, most] = compact ? [30, 56] : stacked ? [76, 112] : medium ? [84, 108] : [92, 108];
  const columnWidth = Math.floor(clamp((width - nameWidth - verdictMinimum) / Math.max(1, keyCount), least, most));
  const used = nameWidth + columnWidth * keyCount;
  const verdictWidth = stacked ? width : Math.max(verdictMinimum, width - used);
  const line = compact ? compactLineHeight : lineHeight;
  return {
    zoom,
    nameWidth: Math.floor(nameWidth),
    columnWidth,
    verdictWidth,
    totalWidth: stacked ? Math.max(width, used) : Math.floor(used + verdictWidth),
    stacked,
    rowHeight: stacked ? line + verdictLineHeight : line,
  };
}

/** Computes the height of the column heads (CSS pixels): room for the longest label, up to five lines of it, and for the serial numbers. */
export function headerHeight(labels: readonly string[], columnWidth: number, withSerials: boolean): number {
  const perLine = Math.max(1, (columnWidth - 14) / halfWidth);
  const lines = Math.max(1, ...labels.map((label) => linesOf(label, perLine)));
  return 112 + 18 * Math.min(longestLabel, lines) + (withSerials ? 17 : 0);
}

/**
 * Computes the height of the column heads where labels stand upright: room for the longest one up to a limit, and for the number beneath.
 */
export function uprightHeaderHeight(labels: readonly string[]): number {
  return 40 + Math.min(140, Math.max(104, Math.ceil(halfWidth * Math.max(0, ...labels.map(textWidth)))));
}

const longestLabel = 5;
/** Width of a Latin letter in bold small type; a Japanese one takes two. */
const halfWidth = 6.8;

function linesOf(label: string, perLine: number): number {
  let [lines, used] = [1, 0];
  for (const word of label.split(' ')) {
    const wide = textWidth(word);
    if (used > 0 && used + 1 + wide > perLine) [lines, used] = [lines + 1, 0];
    lines += Math.ceil(wide / perLine) - 1;
    used += (used > 0 ? 1 : 0) + (wide > perLine ? wide % perLine : wide);
  }
  return lines;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
