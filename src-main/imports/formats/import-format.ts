import type {
  ImportFormat as FormatId,
  ImportProblem,
  ImportReading,
  LeftOut,
} from '../../../src-shared/domain/imports.ts';
import { type Result, success } from '../../../src-shared/lib/outcome.ts';
import type { CsvRow } from '../read-csv.ts';
import type { ImportTable, UnreadTable } from '../import-table.ts';

/** A file as its recognisers look at it. */
export interface FileText {
  readonly text: string;
  /** Whether a person typed or pasted it. */
  readonly typed: boolean;
  /** ISO 8601: when the file was last written; null where that is not known. */
  readonly modifiedAt: string | null;
  /** The value of a JSON document; undefined for any other text. */
  readonly json: unknown;
  /** Records of a table, read when they are asked for. */
  readonly records: () => Result<readonly CsvRow[], readonly ImportProblem[]>;
  /** Headings of the first record, folded for comparison; empty where the text is no table. */
  readonly heads: readonly string[];
}

/** Contents of a file as they were read: no secret of it is kept. */
export interface ImportContents {
  /** Whether it lists one key, which has to be named. */
  readonly asksKey: boolean;
  /** Whether it lists one website of that key, which has to be named. */
  readonly asksRpId: boolean;
  /** Whether its rows say what another program listed: they are of the time of that. */
  readonly isDated: boolean;
  /** Providers one of which the vault is of; empty where that is not asked. */
  readonly vaults: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly table: (reading: ImportReading) => Result<ImportTable, UnreadTable>;
}

/** A format of files: recogniser and reader. */
export interface ImportFormat {
  readonly id: FormatId;
  /** Whether such a file holds secrets: its bytes are wiped once it is read. */
  readonly holdsSecrets: boolean;
  readonly recognises: (file: FileText) => boolean;
  readonly read: (file: FileText) => Result<ImportContents, UnreadTable>;
}

/** Creates contents that do not depend on how they are to be read. */
export function fixedContents(table: Omit<ImportTable, 'headings'>, leftOut: readonly LeftOut[] = []): ImportContents {
  const isDated = table.rows.some(({ asOf }) => asOf !== undefined);
  return {
    asksKey: false,
    asksRpId: false,
    isDated,
    vaults: [],
    leftOut,
    table: () => success({ ...table, headings: [] }),
  };
}

/** Checks that a table has all these headings. */
export function hasHeads(file: FileText, heads: readonly string[]): boolean {
  return heads.every((head) => file.heads.includes(head));
}
