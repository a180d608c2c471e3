import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { Tone } from '../../../components/tone.ts';
import type { OverviewLayout } from './overview-layout.ts';
import type { RowModel } from '../matrix/row-model.ts';
import type { GridPosition } from '../../../components/use-grid-focus.ts';
import { toneOf } from '../matrix/verdict-cell.tsx';

export const overviewColours = [
  'paper',
  'line',
  'lineStrong',
  'ink3',
  'accent',
  'critical',
  'criticalSoft',
  'warning',
] as const;
export type OverviewPalette = Readonly<Record<(typeof overviewColours)[number], string>>;

export interface OverviewPicture {
  readonly rows: RowModel;
  readonly keys: readonly CoverageKey[];
  /** The column of each key, by its id. */
  readonly columns: ReadonlyMap<string, number>;
  readonly lost: ReadonlySet<string>;
  readonly layout: OverviewLayout;
  readonly palette: OverviewPalette;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly width: number;
  readonly height: number;
  readonly active: GridPosition | null;
}

/** The share of the strip at the end a row fills: the length says it before the colour does. */
const shares: Readonly<Record<Tone, number>> = {
  critical: 1,
  failed: 1,
  warning: 0.6,
  unknown: 0.3,
  notice: 0.3,
  working: 0.3,
  done: 0,
};

/** Renders the part of the overview that is visible: filled = read, hollow = recorded by hand, dot = not known, nothing = not there. */
export function drawOverview(context: CanvasRenderingContext2D, picture: OverviewPicture): void {
  const { rows, keys, layout, palette, scrollTop, scrollLeft, width, height } = picture;
  const { cellWidth, cellHeight, headHeight, endStart: bodyWidth } = layout;
  const firstColumn = Math.max(0, Math.floor(scrollLeft / cellWidth));
  const lastColumn = Math.min(keys.length - 1, Math.floor((scrollLeft + bodyWidth) / cellWidth));
  const firstRow = Math.max(0, Math.floor(scrollTop / cellHeight));
  const lastRow = Math.min(rows.count - 1, Math.floor((scrollTop + height - headHeight) / cellHeight));
  const left = (column: number): number => column * cellWidth - scrollLeft;
  const top = (row: number): number => headHeight + row * cellHeight - scrollTop;

  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(0, headHeight, bodyWidth, height - headHeight);
  context.clip();
  for (let column = firstColumn; column <= lastColumn; column++) {
    const key = keys[column];
    if (key === undefined) continue;
    if (picture.lost.has(key.keyId)) {
      context.fillStyle = palette.criticalSoft;
      context.fillRect(left(column), headHeight, cellWidth, height);
    } else if (key.completeSince === null) {
      // Never read in full: what is not recorded is not known.
      context.fillStyle = palette.line;
      context.fillRect(left(column) + cellWidth / 2 - 0.5, headHeight, 1, height);
    }
  }
  for (let number = firstRow; number <= lastRow; number++) {
    const row = rows.at(number);
    if (row === undefined) continue;
    if (row.type !== 'account') {
      context.fillStyle = row.type === 'section' ? palette.lineStrong : palette.line;
      context.fillRect(0, Math.floor(top(number) + cellHeight / 2), bodyWidth, 1);
      continue;
    }
    for (const { keyId, evidence } of row.entry.account.cells) {
      const column = picture.columns.get(keyId);
      if (column === undefined || column < firstColumn || column > lastColumn || evidence === 'absent') continue;
      const colour = picture.lost.has(keyId) ? palette.ink3 : palette.accent;
      drawCell(context, evidence, colour, left(column), top(number), cellWidth, cellHeight);
    }
  }
  context.restore();
  drawEnd(context, picture, firstRow, lastRow, top);
  drawHead(context, picture, firstColumn, lastColumn, left);
  if (picture.active !== null) drawActive(context, picture, picture.active, left, top);
}

function drawCell(
  context: CanvasRenderingContext2D,
  evidence: 'read' | 'told' | 'unknown',
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const [inX, inY] = [width > 6 ? 1.5 : 0.5, height > 6 ? 1.5 : 0.5];
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  if (evidence === 'read') context.fillRect(x + inX, y + inY, width - 2 * inX, height - 2 * inY);
  else if (evidence === 'told') context.strokeRect(x + inX, y + inY, width - 2 * inX, height - 2 * inY);
  else context.fillRect(x + width / 2 - 0.5, y + height / 2 - 0.5, 1, 1);
}

function drawEnd(
  context: CanvasRenderingContext2D,
  { rows, layout, palette }: OverviewPicture,
  firstRow: number,
  lastRow: number,
  top: (row: number) => number,
): void {
  const room = layout.endWidth - 12;
  for (let number = firstRow; number <= lastRow; number++) {
    const row = rows.at(number);
    if (row?.type !== 'account') continue;
    const tone = toneOf(row.entry.account);
    if (shares[tone] === 0) continue;
    context.fillStyle = tone === 'critical' ? palette.critical : tone === 'warning' ? palette.warning : palette.ink3;
    context.fillRect(layout.endStart + 8, top(number) + 0.5, room * shares[tone], layout.cellHeight - 1);
  }
}

/** Renders bars above the keys: how many accounts would be lost with that key alone. */
function drawHead(
  context: CanvasRenderingContext2D,
  { keys, layout, palette, lost, width }: OverviewPicture,
  firstColumn: number,
  lastColumn: number,
  left: (column: number) => number,
): void {
  const { headHeight, cellWidth } = layout;
  const most = keys.reduce((sofar, key) => Math.max(sofar, key.aloneHolds), 1);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, headHeight);
  for (let column = firstColumn; column <= lastColumn; column++) {
    const key = keys[column];
    if (key === undefined) continue;
    const bar = key.aloneHolds === 0 ? 0 : Math.max(2, (key.aloneHolds / most) * (headHeight - 14));
    context.fillStyle = lost.has(key.keyId) ? palette.critical : palette.ink3;
    const inset = cellWidth > 6 ? 1.5 : 0.5;
    context.fillRect(left(column) + inset, headHeight - 4 - bar, cellWidth - 2 * inset, bar);
    if (lost.has(key.keyId)) context.fillRect(left(column), headHeight - 3, cellWidth, 3);
  }
  context.fillStyle = palette.lineStrong;
  context.fillRect(0, headHeight - 1, width, 1);
}

function drawActive(
  context: CanvasRenderingContext2D,
  { keys, layout, palette, width, height }: OverviewPicture,
  active: GridPosition,
  left: (column: number) => number,
  top: (row: number) => number,
): void {
  const { cellWidth, cellHeight, headHeight, endStart, endWidth } = layout;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  const x = active.column < keys.length ? left(active.column) : endStart;
  const wide = active.column < keys.length ? cellWidth : endWidth;
  if (active.row < 0) {
    context.strokeRect(x - 0.5, 0.5, wide + 1, headHeight - 1);
    return;
  }
  const y = top(active.row);
  context.globalAlpha = 0.35;
  context.strokeRect(-1, y - 0.5, width + 2, cellHeight + 1);
  context.strokeRect(x - 0.5, -1, wide + 1, height + 2);
  context.globalAlpha = 1;
  context.lineWidth = 2;
  context.strokeRect(x - 1, y - 1, wide + 2, cellHeight + 2);
}
