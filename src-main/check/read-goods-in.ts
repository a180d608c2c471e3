import type { GoodsInEntry, GoodsInList } from '../../src-shared/domain/goods-in.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { decodeText } from '../imports/decode-text.ts';
import { foldTerm } from '../imports/fold-term.ts';
import { columnOf, delimiterOf, headingSearch } from '../imports/heading-columns.ts';
import { type CsvRow, readCsv } from '../imports/read-csv.ts';

/** Headings of asset tags, beside those of serial numbers that every import knows. */
const assetTags = new Set(
  [
    'asset tag',
    'asset',
    'asset no',
    'asset no.',
    'asset number',
    'inventory number',
    'tag',
    '資産番号',
    '資産管理番号',
    '管理番号',
    '備品番号',
  ].map(foldTerm),
);
/** Headings of serial numbers as packing lists have them. */
const serials = new Set(
  [
    'serial number',
    'serial numbers',
    'serials',
    'serial #',
    'device serial',
    'token serial',
    'sn/serial',
    'シリアル番号',
    '製品番号',
    '製造番号',
  ].map(foldTerm),
);

/**
 * Reads a list of delivered keys: a table with a column of serial numbers or asset tags, a packing list without headings, or lines that a
 * scanner typed. Fails with `input-invalid`: `goods-in-not-read` (with the line), `goods-in-none`.
 */
export function readGoodsIn(bytes: Uint8Array, name: string): Outcome<GoodsInList, 'input-invalid'> {
  const decoded = decodeText(bytes);
  if (!decoded.ok || decoded.value.text.includes('\u0000')) return notRead([]);
  const { text } = decoded.value;
  const rows = readCsv(text, delimiterOf(text, false));
  if (!rows.ok) return notRead(rows.failure.flatMap(({ line }) => (line === null ? [] : [String(line)])));
  const entries = entriesOf(rows.value);
  return entries.length === 0 ? failed({ kind: 'input-invalid', detail: 'goods-in-none' }) : success({ name, entries });
}

function notRead(names: readonly string[]): Outcome<never, 'input-invalid'> {
  return failed({ kind: 'input-invalid', detail: 'goods-in-not-read', names });
}

function entriesOf(rows: readonly CsvRow[]): readonly GoodsInEntry[] {
  const head = rows.slice(0, headingSearch).findIndex(({ cells }) => cells.some(isHeading));
  const columns = rows[head]?.cells.flatMap((cell, index) => (isHeading(cell) ? [index] : [])) ?? [];
  if (head !== -1)
    return rows.slice(head + 1).flatMap((row) => columns.flatMap((column) => entryOf(row, column, false)));
  const column = columnOfNumbers(rows);
  return column === null ? [] : rows.flatMap((row) => entryOf(row, column, true));
}

function isHeading(cell: string): boolean {
  const folded = foldTerm(cell);
  return columnOf(cell) === 'serial' || serials.has(folded) || assetTags.has(folded);
}

/** Returns the column in which most different numbers stand; null where no column has any. */
function columnOfNumbers(rows: readonly CsvRow[]): number | null {
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const counts = Array.from(
    { length: widest },
    (_, column) => new Set(rows.flatMap((row) => entryOf(row, column, true).map(({ number }) => number))).size,
  );
  const most = Math.max(0, ...counts);
  return most === 0 ? null : counts.indexOf(most);
}

/** Returns the number in a cell, without what a label or a scanner writes before it; `strict`: only what looks like one. */
function entryOf({ line, cells }: CsvRow, column: number, strict: boolean): readonly GoodsInEntry[] {
  const number = (cells[column] ?? '')
    .replace(/^\s*(?:s\/?n|serial(?: (?:no|number))?|シリアル(?:番号)?)\s*[.:：#]*\s*/iu, '')
    .trim();
  if (number === '' || number.length > 60) return [];
  return strict && !/^(?=(?:.*\d){4})[0-9A-Za-z][0-9A-Za-z -]{3,}$/.test(number) ? [] : [{ number, line }];
}
