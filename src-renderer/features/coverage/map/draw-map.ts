import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import { riskOf } from '../../../../src-shared/coverage/account-risk.ts';
import type { GridPosition } from '../../../components/use-grid-focus.ts';
import { lyingNamesFrom, type MapLayout } from './map-layout.ts';

export const mapColours = [
  'paper',
  'ink',
  'line',
  'lineStrong',
  'ink3',
  'accent',
  'critical',
  'criticalSoft',
  'warning',
] as const;
export type MapPalette = Readonly<Record<(typeof mapColours)[number], string>>;

export interface MapPicture {
  readonly entries: readonly AccountEntry[];
  readonly keys: readonly CoverageKey[];
  /** The column of each key, by its id. */
  readonly columns: ReadonlyMap<string, number>;
  readonly lost: ReadonlySet<string>;
  readonly layout: MapLayout;
  readonly palette: MapPalette;
  readonly font: string;
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly width: number;
  readonly height: number;
  readonly active: GridPosition | null;
  readonly keyName: (keyId: string) => string;
  readonly accountName: (entry: AccountEntry) => string;
}

/** The share of the strip at the end that a row fills: the length says it before the colour does. */
const shares = { closed: 1, 'one-key': 1, weak: 0.6, 'not-known': 0.3, survives: 0 } as const;

/** Places of rows and columns in the view. */
interface Places {
  readonly left: (column: number) => number;
  readonly top: (row: number) => number;
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
}

/** Renders the part of the map that is visible: filled = read, hollow = by hand, dot = not known, nothing = not there. */
export function drawMap(context: CanvasRenderingContext2D, picture: MapPicture): void {
  const { layout, palette, width, height } = picture;
  const places = placesOf(picture);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, height);
  context.font = `11px ${picture.font}`;
  context.textBaseline = 'middle';
  context.save();
  context.beginPath();
  context.rect(layout.nameWidth, layout.headHeight, layout.endStart - layout.nameWidth, height - layout.headHeight);
  context.clip();
  drawColumns(context, picture, places);
  drawCells(context, picture, places);
  context.restore();
  drawNames(context, picture, places);
  drawEnd(context, picture, places);
  drawHead(context, picture, places);
  if (picture.active !== null) drawActive(context, picture, picture.active, places);
}

function placesOf({ entries, keys, layout, scrollTop, scrollLeft, height }: MapPicture): Places {
  const { cellWidth, cellHeight, headHeight, nameWidth, endStart } = layout;
  return {
    left: (column) => nameWidth + column * cellWidth - scrollLeft,
    top: (row) => headHeight + row * cellHeight - scrollTop,
    rows: [
      Math.max(0, Math.floor(scrollTop / cellHeight)),
      Math.min(entries.length - 1, Math.floor((scrollTop + height - headHeight) / cellHeight)),
    ],
    columns: [
      Math.max(0, Math.floor(scrollLeft / cellWidth)),
      Math.min(keys.length - 1, Math.floor((scrollLeft + endStart - nameWidth) / cellWidth)),
    ],
  };
}

function drawColumns(context: CanvasRenderingContext2D, picture: MapPicture, { left, columns }: Places): void {
  const { keys, layout, palette, height, lost } = picture;
  for (let column = columns[0]; column <= columns[1]; column++) {
    const key = keys[column];
    if (key === undefined) continue;
    if (lost.has(key.keyId)) {
      context.fillStyle = palette.criticalSoft;
      context.fillRect(left(column), layout.headHeight, layout.cellWidth, height);
    } else if (key.completeSince === null) {
      // Never read in full: what is not recorded is not known.
      context.fillStyle = palette.line;
      context.fillRect(left(column) + layout.cellWidth / 2 - 0.5, layout.headHeight, 1, height);
    }
  }
}

function drawCells(context: CanvasRenderingContext2D, picture: MapPicture, { left, top, rows }: Places): void {
  const { entries, layout, palette } = picture;
  for (let row = rows[0]; row <= rows[1]; row++) {
    const account = entries[row]?.account;
    const hangs = account !== undefined && riskOf(account) === 'one-key';
    for (const { keyId, evidence } of account?.cells ?? []) {
      const column = picture.columns.get(keyId);
      if (column === undefined || evidence === 'absent') continue;
      context.fillStyle = picture.lost.has(keyId) ? palette.ink3 : hangs ? palette.critical : palette.accent;
      context.strokeStyle = context.fillStyle;
      drawCell(context, evidence, left(column), top(row), layout);
    }
  }
}

function drawCell(
  context: CanvasRenderingContext2D,
  evidence: 'read' | 'told' | 'unknown',
  x: number,
  y: number,
  { cellWidth, cellHeight }: MapLayout,
): void {
  const [inX, inY] = [cellWidth > 6 ? 1.5 : 0.5, cellHeight > 6 ? 1.5 : 0.5];
  context.lineWidth = 1;
  if (evidence === 'read') context.fillRect(x + inX, y + inY, cellWidth - 2 * inX, cellHeight - 2 * inY);
  else if (evidence === 'told') context.strokeRect(x + inX, y + inY, cellWidth - 2 * inX, cellHeight - 2 * inY);
  else context.fillRect(x + cellWidth / 2 - 0.5, y + cellHeight / 2 - 0.5, 1, 1);
}

function drawNames(context: CanvasRenderingContext2D, picture: MapPicture, { top, rows }: Places): void {
  const { entries, layout, palette } = picture;
  context.fillStyle = palette.paper;
  context.fillRect(0, layout.headHeight, layout.nameWidth, picture.height);
  context.fillStyle = palette.ink;
  for (let row = rows[0]; row <= rows[1]; row++) {
    const entry = entries[row];
    if (entry === undefined || row % layout.namedRows !== 0) continue;
    const middle = top(row) + (layout.cellHeight * layout.namedRows) / 2;
    drawText(context, picture.accountName(entry), 20, middle, layout.nameWidth - 28);
  }
}

/** Renders a text, shortened with dots to the room that it has. */
function drawText(context: CanvasRenderingContext2D, text: string, x: number, y: number, room: number): void {
  let shown = text;
  if (context.measureText(text).width > room) {
    const share = room / context.measureText(text).width;
    shown = `${text.slice(0, Math.max(1, Math.floor(text.length * share) - 1))}…`;
  }
  context.fillText(shown, x, y);
}

function drawEnd(context: CanvasRenderingContext2D, picture: MapPicture, { top, rows }: Places): void {
  const { entries, layout, palette } = picture;
  const room = layout.endWidth - 12;
  for (let row = rows[0]; row <= rows[1]; row++) {
    const account = entries[row]?.account;
    if (account === undefined) continue;
    const risk = riskOf(account);
    if (shares[risk] === 0) continue;
    const grave = risk === 'closed' || risk === 'one-key';
    context.fillStyle = grave ? palette.critical : risk === 'weak' ? palette.warning : palette.ink3;
    context.fillRect(layout.endStart + 8, top(row) + 0.5, room * shares[risk], layout.cellHeight - 1);
  }
}

/** Renders the names of the keys on end, and bars: how many accounts hang on each alone. */
function drawHead(context: CanvasRenderingContext2D, picture: MapPicture, { left, columns }: Places): void {
  const { keys, layout, palette, lost, width } = picture;
  const { headHeight, cellWidth, nameWidth, namedKeys } = layout;
  const barRoom = 22;
  const most = keys.reduce((sofar, key) => Math.max(sofar, key.aloneHolds), 1);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, width, headHeight);
  context.save();
  context.beginPath();
  context.rect(nameWidth, 0, layout.endStart - nameWidth, headHeight);
  context.clip();
  for (let column = columns[0]; column <= columns[1]; column++) {
    const key = keys[column];
    if (key === undefined) continue;
    const bar = key.aloneHolds === 0 ? 0 : Math.max(2, (key.aloneHolds / most) * barRoom);
    context.fillStyle = lost.has(key.keyId) ? palette.ink3 : palette.critical;
    const inset = cellWidth > 6 ? 1.5 : 0.5;
    context.fillRect(left(column) + inset, headHeight - 3 - bar, cellWidth - 2 * inset, bar);
    if (column % namedKeys !== 0) continue;
    context.save();
    context.translate(left(column) + cellWidth / 2, headHeight - barRoom - 8);
    context.fillStyle = palette.ink;
    if (cellWidth >= lyingNamesFrom) {
      context.textAlign = 'center';
      drawText(context, picture.keyName(key.keyId), 0, -4, cellWidth - 8);
    } else {
      context.rotate(-Math.PI / 2);
      drawText(context, picture.keyName(key.keyId), 0, 0, headHeight - barRoom - 12);
    }
    context.restore();
  }
  context.restore();
  context.fillStyle = palette.lineStrong;
  context.fillRect(0, headHeight - 1, width, 1);
}

function drawActive(
  context: CanvasRenderingContext2D,
  { keys, layout, palette, width, height }: MapPicture,
  active: GridPosition,
  { left, top }: Places,
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
