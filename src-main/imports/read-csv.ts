import { CsvError, parse } from 'csv-parse/sync';
import type { ImportProblem } from '../../src-shared/domain/imports.ts';
import { unguardFormula } from '../../src-shared/lib/csv-guard.ts';
import { restoreObeyed } from '../../src-shared/lib/obeyed-characters.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { fileProblem } from './file-problem.ts';

export interface CsvRow {
  /** Line on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const maxRows = 100_000;
const maxColumns = 64;
const maxRecordLength = 50_000;

/**
 * Reads records of RFC 4180 with the delimiter given; line ends may be CR, LF or CRLF, and may stand within quotes. Empty lines are left
 * out; `linesBefore` is what stands above the text in its file. The apostrophe that keeps a field from being taken for a formula is taken away. Stops at the first error; never throws.
 */
export function readCsv(
  text: string,
  delimiter: string,
  linesBefore = 0,
): Result<readonly CsvRow[], readonly ImportProblem[]> {
  const rows: CsvRow[] = [];
  const problems: ImportProblem[] = [];
  let lastLine = linesBefore;
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: maxRecordLength,
      // Records are taken over one by one and dropped by the library: the whole is in memory once, not twice.
      on_record: (record: string[], { lines }) => {
        const line = lastLine + 1;
        lastLine = lines + linesBefore;
        if (problems.length > 0 || (record.length === 1 && record[0]?.trim() === '')) return null;
        if (record.length > maxColumns) problems.push(fileProblem('too-many-columns', line));
        else if (rows.length > maxRows) problems.push(fileProblem('too-many-rows', line));
        else rows.push({ line, cells: record.map((cell) => restoreObeyed(unguardFormula(cell)).trim()) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = codeOf(error.code);
    // A record without an end is told at the end of the file: where it begins is of more use.
    return failed([fileProblem(code, code === 'quote' ? (lineOf(error, linesBefore) ?? lastLine + 1) : lastLine + 1)]);
  }
  return problems.length > 0 ? failed(problems) : success(rows);
}

function codeOf(code: string): ImportProblem['code'] {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'unclosed-quote';
  return code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'quote';
}

function lineOf(error: CsvError, before: number): number | null {
  const { lines } = error as { readonly lines?: unknown };
  return typeof lines === 'number' ? lines + before : null;
}
