import type {
  ImportEncoding,
  ImportFormat,
  ImportPreview,
  ImportProblem,
  ImportReading,
} from '../../src-shared/domain/imports.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';
import { decodeText } from './decode-text.ts';
import { fileProblem } from './file-problem.ts';
import { foldTerm } from './fold-term.ts';
import { formats } from './formats/formats.ts';
import type { FileText, ImportContents } from './formats/import-format.ts';
import { delimiterOf } from './heading-columns.ts';
import type { ImportTable, ImportTableRow, UnreadTable } from './import-table.ts';
import { type CsvRow, readCsv } from './read-csv.ts';
import { unreadableBytes, unreadableText } from './unreadable-file.ts';

/** A file with the encoding that the person chose, or lines that they typed. */
export type ImportSource =
  | {
      readonly bytes: Uint8Array;
      readonly encoding?: ImportEncoding | null;
      /** ISO 8601. */
      readonly modifiedAt?: string | null;
    }
  | { readonly typed: string };

export interface ReadFile {
  readonly format: ImportFormat;
  readonly holdsSecrets: boolean;
  readonly contents: ImportContents;
  /** Null for typed lines. */
  readonly encoding: ImportEncoding | null;
  readonly candidates: readonly ImportEncoding[];
  /** ISO 8601: when the file was last written; null where that is not known. */
  readonly modifiedAt: string | null;
}

export interface UnreadFile extends UnreadTable {
  readonly format: ImportFormat | null;
  readonly encoding: ImportEncoding | null;
  readonly candidates: readonly ImportEncoding[];
}

/** Reads a file by the format that recognises it. Never throws: what is wrong comes with its line. */
export function readImport(source: ImportSource): Result<ReadFile, UnreadFile> {
  const unread = (problems: readonly ImportProblem[]) =>
    failed({ problems, headings: [], format: null, encoding: null, candidates: [] });
  if ('typed' in source)
    return readText(source.typed, { typed: true, modifiedAt: null, encoding: null, candidates: [] });
  const kind = unreadableBytes(source.bytes);
  if (kind === 'spreadsheet') return unread([fileProblem('spreadsheet')]);
  if (kind !== null) return unread([fileProblem('unreadable', null, null, kind)]);
  const decoded = decodeText(source.bytes, source.encoding ?? null);
  if (!decoded.ok) return unread(decoded.failure);
  const { text, encoding, candidates } = decoded.value;
  return readText(text, { typed: false, modifiedAt: source.modifiedAt ?? null, encoding, candidates });
}

type Origin = Pick<FileText, 'typed' | 'modifiedAt'> & Pick<ReadFile, 'encoding' | 'candidates'>;

function readText(text: string, origin: Origin): Result<ReadFile, UnreadFile> {
  const { encoding, candidates } = origin;
  const unread = (table: UnreadTable, format: ImportFormat | null) =>
    failed({ ...table, format, encoding, candidates });
  const nul = text.indexOf('\u0000');
  if (nul !== -1) {
    const line = text.slice(0, nul).split(/\r\n|\r|\n/).length;
    return unread({ problems: [fileProblem('control-character', line)], headings: [] }, null);
  }
  const file = fileText(text, origin);
  const format = formats.find((one) => one.recognises(file));
  // Any text is a table to the last of them: what is none is told before.
  const kind = format === undefined || format.id === 'table' ? unreadableText(text, file.json) : null;
  if (format === undefined || kind !== null) {
    return unread({ problems: [fileProblem('unreadable', null, null, kind ?? 'json')], headings: [] }, null);
  }
  const contents = format.read(file);
  if (!contents.ok) {
    // In another encoding it may be another text.
    const unclear = candidates.length > 1 ? [encodingUnclear(candidates)] : contents.failure.problems;
    return unread({ ...contents.failure, problems: unclear }, format.id);
  }
  return success({
    format: format.id,
    holdsSecrets: format.holdsSecrets,
    contents: contents.value,
    encoding,
    candidates,
    modifiedAt: origin.modifiedAt,
  });
}

function fileText(text: string, { typed, modifiedAt }: Origin): FileText {
  let records: Result<readonly CsvRow[], readonly ImportProblem[]> | null = null;
  const read = () => (records ??= recordsOf(text, typed));
  const json = typed ? undefined : jsonOf(text);
  return {
    text,
    typed,
    modifiedAt,
    json,
    records: read,
    get heads() {
      if (json !== undefined) return [];
      const rows = read();
      return rows.ok ? (rows.value[0]?.cells ?? []).map(foldTerm) : [];
    },
  };
}

function recordsOf(text: string, typed: boolean): Result<readonly CsvRow[], readonly ImportProblem[]> {
  // Some spreadsheet programs tell their delimiter in a first line of its own.
  const told = /^sep=(.)(?:\r\n|\r|\n)/.exec(text);
  const table = told === null ? text : text.slice(told[0].length);
  return readCsv(table, told?.[1] ?? delimiterOf(table, typed), told === null ? 0 : 1);
}

function jsonOf(text: string): unknown {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Returns the table of a file that was read. Fails while something about it has to be said first: its encoding, its key, its vault. */
export function tableFrom(read: ReadFile, reading: ImportReading): Result<ImportTable, UnreadTable> {
  if (read.candidates.length > 1) return failed({ problems: [encodingUnclear(read.candidates)], headings: [] });
  const table = read.contents.table(reading);
  if (!table.ok || reading.asOf === null) return table;
  const dated = (row: ImportTableRow): ImportTableRow =>
    row.asOf === undefined ? row : { ...row, asOf: reading.asOf };
  return success({ ...table.value, rows: table.value.rows.map(dated) });
}

/** Describes that a file may be of several encodings. */
function encodingUnclear(candidates: readonly ImportEncoding[]): ImportProblem {
  return fileProblem('encoding-unclear', null, null, candidates.join(', '));
}

/** Returns a line of the file in each encoding that it may be of, for a person to choose; none where the encoding is clear. */
export function encodingSamples(
  source: ImportSource,
  candidates: readonly ImportEncoding[],
): ImportPreview['encodings'] {
  if (!('bytes' in source) || candidates.length < 2) return [];
  return candidates.map((encoding) => {
    const text = new TextDecoder(encoding).decode(source.bytes);
    const line = /[^\r\n]*[^\p{ASCII}\r\n][^\r\n]*/u.exec(text)?.[0] ?? '';
    return { encoding, sample: displayText(line, 80) };
  });
}
