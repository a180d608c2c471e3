import {
  type ImportColumn,
  importColumns,
  type ImportNote,
  type ImportProblem,
} from '../../src-shared/domain/imports.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { catalogues } from '../../src-shared/i18n/catalogues.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import type { CsvRow } from './read-csv.ts';
import { fileProblem } from './file-problem.ts';
import { foldTerm } from './fold-term.ts';

/** Other headings that are understood, beside the names in the code and the headings of the template in both languages. */
const alsoCalled: Readonly<Record<ImportColumn, readonly string[]>> = {
  service: ['website', 'site', 'サイト', 'ウェブサイト'],
  serviceId: [],
  rpId: ['passkey domain', 'パスキーのドメイン'],
  account: ['user name', 'username', 'user', 'ユーザー', 'アカウント名'],
  key: ['security key', 'label', 'key label', 'セキュリティキー', 'ラベル'],
  role: [],
  owner: ['所有者'],
  place: ['location', 'kept at', '場所'],
  carriedOn: ['key ring', 'bag', 'キーリング', 'かばん'],
  way: ['other way', 'kind', '種類', 'サインイン方法'],
  provider: ['app', 'アプリ'],
  name: [],
  through: ['requires', 'needs', 'depends on', '必要'],
  link: ['url', 'address'],
  validFrom: ['from'],
  validUntil: ['until', 'expires', '期限'],
  hours: ['office hours', '営業時間'],
  contact: ['phone', '電話'],
  device: [],
  deviceKind: ['kind of device'],
  simIn: ['sim'],
  note: ['notes', 'comment', '備考'],
};

const columnOf = new Map<string, ImportColumn>();
for (const column of importColumns) {
  const titles = (['en', 'ja'] as const).map((locale) => heading(column, locale));
  for (const title of [column, ...titles, ...alsoCalled[column]]) columnOf.set(foldTerm(title), column);
}

/** Returns the heading of a column in one language. */
export function heading(column: ImportColumn, locale: Locale): string {
  return catalogues[locale][`import.column.${column}`];
}

/** Returns the columns that a row of headings names; null where it is none that is known. */
function columnsOf(cells: readonly string[]): readonly (ImportColumn | null)[] {
  return cells.map((cell) => columnOf.get(foldTerm(cell)) ?? null);
}

export interface ImportTable {
  readonly rows: readonly { readonly line: number; readonly value: (column: ImportColumn) => string }[];
  readonly notes: readonly ImportNote[];
}

/** The columns that lines without headings hold, as they are typed or pasted. */
const usualColumns = ['service', 'account', 'key'] as const satisfies readonly ImportColumn[];

/**
 * Finds out which column holds what. The first row must be headings; lines that a person typed may go without, and are then service,
 * account and key.
 */
export function tableOf(rows: readonly CsvRow[], typed: boolean): Result<ImportTable, readonly ImportProblem[]> {
  const first = rows[0];
  if (first === undefined) return failed([fileProblem('nothing')]);
  const named = columnsOf(first.cells);
  // One word such as "key" may be a name as well; two of them in a row are headings.
  const hasHeadings = named.filter((column) => column !== null).length >= (typed ? 2 : 1);
  if (!hasHeadings && !typed) return failed([fileProblem('no-headings', first.line, null, first.cells.join(', '))]);
  const columns = hasHeadings ? named : usualColumns;
  const body = hasHeadings ? rows.slice(1) : rows;
  if (body.length === 0) return failed([fileProblem('nothing')]);

  const problems: ImportProblem[] = [];
  for (const column of importColumns) {
    if (columns.filter((other) => other === column).length > 1) {
      problems.push(fileProblem('duplicate-column', first.line, column));
    }
  }
  for (const { line, cells } of body) {
    const beyond = cells.slice(columns.length).find((cell) => cell !== '');
    if (beyond !== undefined) problems.push(fileProblem('ragged', line, null, beyond));
    // A file that was cut off, or a quote that went astray. Spreadsheets write every cell, a hand leaves the last ones out.
    else if (!typed && cells.length < columns.length) problems.push(fileProblem('ragged', line));
  }
  if (problems.length > 0) return failed(problems);

  const at = new Map(columns.flatMap((column, index) => (column === null ? [] : [[column, index] as const])));
  return success({
    rows: body
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
      .map(({ line, cells }) => ({ line, value: (column) => cells[at.get(column) ?? -1] ?? '' })),
    notes: hasHeadings
      ? first.cells.flatMap((cell, index) =>
          columns[index] !== null || cell === ''
            ? []
            : [{ line: first.line, code: 'column-ignored' as const, column: null, value: displayText(cell, 60) }],
        )
      : [],
  });
}

/** Chooses the delimiter by which the first line names most columns, or else has most fields. */
export function delimiterOf(text: string, typed: boolean): string {
  const start = text.slice(0, 20_000);
  const line = /^[^\r\n]*/.exec(start)?.[0] ?? '';
  let best = { delimiter: ',', known: -1, fields: 0 };
  for (const delimiter of typed ? [',', '\t', ';', '、', '，'] : [',', ';', '\t']) {
    const fields = line.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
    const known = columnsOf(fields).filter((column) => column !== null).length;
    if (known > best.known || (known === best.known && fields.length > best.fields)) {
      best = { delimiter, known, fields: fields.length };
    }
  }
  return best.delimiter;
}
