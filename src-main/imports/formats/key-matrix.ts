import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import type { ImportColumn } from '../../../src-shared/domain/imports.ts';
import { fileProblem } from '../file-problem.ts';
import { columnOf, isNumberedKey, isSecretHeading } from '../heading-columns.ts';
import { ignoredColumns } from '../import-columns.ts';
import { type ImportTableRow, rowOf } from '../import-table.ts';
import type { CsvRow } from '../read-csv.ts';
import { type FileText, fixedContents, type ImportFormat } from './import-format.ts';

const yes = [
  'x',
  '✓',
  '✔',
  '☑',
  'yes',
  'y',
  'true',
  '1',
  'o',
  '○',
  '◯',
  '〇',
  '●',
  '◎',
  'はい',
  '有',
  'あり',
  '済',
  '登録済',
  '登録済み',
];
const no = ['', 'no', 'n', 'false', '0', '-', '–', '—', '×', '✗', '✘', '☐', 'いいえ', '無', 'なし', '未', '未登録'];
/** Marks beside which an x says no. */
const circles = ['o', '○', '◯', '〇', '●', '◎'];
/** Columns beside the keys that say something of the account. */
const described = ['service', 'serviceId', 'rpId', 'account', 'note'] as const satisfies readonly ImportColumn[];

interface Matrix {
  readonly rows: readonly CsvRow[];
  /** Index of each column that is a key. */
  readonly keys: readonly number[];
}

/** A table of services and keys: a column for each key, and in its cells whether it opens the service. */
export const keyMatrix: ImportFormat = {
  id: 'key-matrix',
  holdsSecrets: false,
  recognises: (file) => !file.typed && matrixOf(file) !== null,
  read: (file) => {
    const matrix = matrixOf(file);
    if (matrix === null) return failed({ problems: [fileProblem('nothing')], headings: [] });
    const [heads = { line: 1, cells: [] }, ...body] = matrix.rows;
    const marks = body.flatMap(({ cells }) => matrix.keys.map((index) => markOf(cells[index])));
    const means = (mark: string): boolean =>
      yes.includes(mark) && !(mark === 'x' && marks.some((one) => circles.includes(one)));
    const at = new Map(heads.cells.map((cell, index) => [columnOf(cell), index]));
    const rows: ImportTableRow[] = [];
    for (const { line, cells } of body) {
      const cellsOfRow = Object.fromEntries(described.map((column) => [column, cells[at.get(column) ?? -1] ?? '']));
      for (const index of matrix.keys) {
        if (!means(markOf(cells[index]))) continue;
        rows.push(rowOf(line, { ...cellsOfRow, key: heads.cells[index] ?? '' }, { byProgram: false }));
      }
    }
    if (rows.length === 0) return failed({ problems: [fileProblem('nothing')], headings: [] });
    const read = heads.cells.map((cell, index) =>
      matrix.keys.includes(index) ? 'key' : (described.find((one) => one === columnOf(cell)) ?? null),
    );
    return success(fixedContents({ rows, notes: ignoredColumns(heads, read) }));
  },
};

/** Returns the table where it is of that kind: it names services, no key in a column of its own, and some columns hold nothing but marks. */
function matrixOf(file: FileText): Matrix | null {
  const records = file.records();
  if (!records.ok) return null;
  const [heads, ...body] = records.value;
  if (heads === undefined) return null;
  const columns = heads.cells.map((cell) => (isNumberedKey(cell) || isSecretHeading(cell) ? null : columnOf(cell)));
  if (!columns.some((column) => column === 'service' || column === 'rpId')) return null;
  if (columns.some((column) => column === 'key' || column === 'way' || column === 'device')) return null;
  const keys = heads.cells.flatMap((cell, index) => {
    if (cell === '' || columns[index] !== null || isSecretHeading(cell)) return [];
    const marks = body.map(({ cells }) => markOf(cells[index]));
    return marks.every((mark) => yes.includes(mark) || no.includes(mark)) && marks.some((mark) => yes.includes(mark))
      ? [index]
      : [];
  });
  return keys.length === 0 ? null : { rows: records.value, keys };
}

function markOf(cell: string | undefined): string {
  return foldText(cell ?? '') ?? '';
}
