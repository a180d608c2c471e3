import type { ImportEncoding, ImportProblem } from '../../src-shared/domain/imports.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { decodeText } from './decode-text.ts';
import { fileProblem } from './file-problem.ts';
import { delimiterOf, type ImportTable, tableOf } from './import-columns.ts';
import { readCsv } from './read-csv.ts';

/** A file with the encoding that the person chose, or lines that they typed. */
export type ImportSource =
  { readonly bytes: Uint8Array; readonly encoding?: ImportEncoding | null } | { readonly typed: string };

export interface ReadTable {
  readonly table: ImportTable;
  /** Null for typed lines. */
  readonly encoding: ImportEncoding | null;
}

/** Reads the table of an import. Never throws: what is wrong comes with its line. */
export function readImport(
  source: ImportSource,
): Result<ReadTable, { readonly problems: readonly ImportProblem[]; readonly encoding: ImportEncoding | null }> {
  const typed = 'typed' in source;
  const decoded = typed
    ? success({ text: source.typed, encoding: null })
    : decodeText(source.bytes, source.encoding ?? null);
  if (!decoded.ok) return failed({ problems: decoded.failure, encoding: null });
  const { encoding } = decoded.value;
  // Some spreadsheet programs tell their delimiter in a first line of its own.
  const told = /^sep=(.)(?:\r\n|\r|\n)/.exec(decoded.value.text);
  const text = told === null ? decoded.value.text : decoded.value.text.slice(told[0].length);
  const nul = text.indexOf('\u0000');
  if (nul !== -1) {
    const line = text.slice(0, nul).split(/\r\n|\r|\n/).length;
    return failed({ problems: [fileProblem('control-character', line + (told === null ? 0 : 1))], encoding });
  }
  const rows = readCsv(text, told?.[1] ?? delimiterOf(text, typed), told === null ? 0 : 1);
  if (!rows.ok) return failed({ problems: rows.failure, encoding });
  const table = tableOf(rows.value, typed);
  return table.ok ? success({ table: table.value, encoding }) : failed({ problems: table.failure, encoding });
}
