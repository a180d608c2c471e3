import {
  type ImportColumn,
  importColumns,
  type ImportHeading,
  type ImportNote,
  type ImportProblem,
  type ImportReading,
} from '../../src-shared/domain/imports.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { fileProblem } from './file-problem.ts';
import { columnsOf, headingSearch, isNumberedKey, isSecretHeading } from './heading-columns.ts';
import type { ImportTable, ImportTableRow, UnreadTable } from './import-table.ts';
import type { CsvRow } from './read-csv.ts';

/** The columns that lines without headings hold, as they are typed or pasted. */
const usualColumns = ['service', 'account', 'key'] as const satisfies readonly ImportColumn[];

export interface TableSource {
  readonly rows: readonly CsvRow[];
  readonly typed: boolean;
  /** Whether the text ends with a line end. */
  readonly isClosed: boolean;
}

/**
 * Finds out which column holds what. One of the first rows must be headings; lines that a person typed may go without, and are then service,
 * account and key.
 */
export function tableOf(
  source: TableSource,
  { columns: mapped }: Pick<ImportReading, 'columns'>,
): Result<ImportTable, UnreadTable> {
  const { rows, typed } = source;
  const [first] = rows;
  if (first === undefined) return failed({ problems: [fileProblem('nothing')], headings: [] });
  // One word such as "key" may be a name as well; two of them in a row are headings.
  const start = headingRow(rows, mapped, typed ? 2 : 1);
  const heads = start === null ? null : (rows[start] ?? null);
  if (heads === null && !typed) return noHeadings(first, mapped);
  const columns = heads === null ? usualColumns : columnsOf(heads.cells, mapped);
  const body = heads === null ? rows : rows.slice((start ?? 0) + 1);
  const headings = heads === null ? [] : headingsOf(heads.cells, columns);
  const problems = problemsOf(heads ?? first, columns, body, heads !== null);
  if (body.length === 0) problems.push(fileProblem('nothing'));
  if (problems.length > 0) return failed({ problems, headings });
  const notes: ImportNote[] = [];
  if (heads !== null && start !== null && start > 0) {
    notes.push({
      line: first.line,
      code: 'lines-above',
      column: null,
      value: displayText(first.cells.join(' ').trim(), 60),
    });
  }
  if (heads !== null) notes.push(...ignoredColumns(heads, columns));
  const last = body.at(-1);
  if (!typed && !source.isClosed && last !== undefined && last.cells.length < columns.length) {
    notes.push({ line: last.line, code: 'short-last-line', column: null, value: '' });
  }
  return success({ rows: rowsOf(body, columns), notes, headings });
}

/** Finds the first row that names as many columns as are needed; of those further down, titles above them are no headings. */
function headingRow(rows: readonly CsvRow[], mapped: ImportReading['columns'], needed: number): number | null {
  const known = rows
    .slice(0, headingSearch)
    .map(({ cells }) => columnsOf(cells, mapped).filter((one) => one !== null).length);
  const several = known.findIndex((count) => count >= 2);
  if (several !== -1) return several;
  return (known[0] ?? 0) >= needed ? 0 : null;
}

/** Lists the unknown headings, for a person to say what they are. */
function noHeadings({ line, cells }: CsvRow, mapped: ImportReading['columns']): Result<never, UnreadTable> {
  // A first line of data is not repeated: it may hold what nobody should see.
  const isData = cells.some((cell) => /[@/]|\d{4}/u.test(cell));
  const headings = isData ? [] : headingsOf(cells, columnsOf(cells, mapped));
  const value = isData ? '' : cells.join(', ');
  return failed({ problems: [fileProblem('no-headings', line, null, value)], headings });
}

function headingsOf(cells: readonly string[], columns: readonly (ImportColumn | null)[]): readonly ImportHeading[] {
  return cells.flatMap((cell, index) =>
    cell === '' || isSecretHeading(cell) ? [] : [{ heading: displayText(cell, 100), column: columns[index] ?? null }],
  );
}

function problemsOf(
  heads: CsvRow,
  columns: readonly (ImportColumn | null)[],
  body: readonly CsvRow[],
  hasHeadings: boolean,
): ImportProblem[] {
  const problems: ImportProblem[] = [];
  for (const column of importColumns) {
    const named = heads.cells.filter((cell, index) => columns[index] === column && !isNumberedKey(cell));
    if (hasHeadings && named.length > 1) problems.push(fileProblem('duplicate-column', heads.line, column));
  }
  for (const { line, cells } of body) {
    // A quote that went astray, or a delimiter within a field. What stands there is not repeated: it may be a secret.
    if (cells.slice(columns.length).some((cell) => cell !== '')) problems.push(fileProblem('ragged', line));
  }
  return problems;
}

/** Returns a note for each heading whose column is not read. */
export function ignoredColumns(
  { line, cells }: CsvRow,
  columns: readonly (ImportColumn | null)[],
): readonly ImportNote[] {
  return cells.flatMap((cell, index) =>
    columns[index] !== null || cell === '' || isSecretHeading(cell)
      ? []
      : [{ line, code: 'column-ignored' as const, column: null, value: displayText(cell, 60) }],
  );
}

/** Composes the rows: several columns of keys make several of one line, and a line may end before its last columns. */
function rowsOf(body: readonly CsvRow[], columns: readonly (ImportColumn | null)[]): readonly ImportTableRow[] {
  const at = new Map(columns.flatMap((column, index) => (column === null ? [] : [[column, index] as const])));
  const keyColumns = columns.flatMap((column, index) => (column === 'key' ? [index] : []));
  return body
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .flatMap(({ line, cells }) => {
      const filled = keyColumns.filter((index) => (cells[index] ?? '') !== '');
      const keys = filled.length > 1 ? filled : [filled[0] ?? keyColumns[0] ?? -1];
      return keys.map((key) => ({
        line,
        value: (column: ImportColumn) => cells[column === 'key' ? key : (at.get(column) ?? -1)] ?? '',
      }));
    });
}
