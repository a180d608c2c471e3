import type { ImportColumn, ImportHeading, ImportNote, ImportProblem } from '../../src-shared/domain/imports.ts';

/** One line of a file, as the columns of an import say it. */
export interface ImportTableRow {
  readonly line: number;
  /** Empty where the line says nothing of it. */
  readonly value: (column: ImportColumn) => string;
  /** Whether the line is only offered: a person ticks what is wanted. */
  readonly offered?: boolean;
  /** Whether another program wrote it, and not the person. */
  readonly byProgram?: boolean;
  /** ISO 8601: when another program listed it. */
  readonly asOf?: string | null;
}

/** Rows that any file becomes before it is planned. */
export interface ImportTable {
  readonly rows: readonly ImportTableRow[];
  readonly notes: readonly ImportNote[];
  /** Headings of a table of the person's; other formats have none to choose for. */
  readonly headings: readonly ImportHeading[];
}

export interface UnreadTable {
  readonly problems: readonly ImportProblem[];
  readonly headings: readonly ImportHeading[];
}

/** Creates a row of the columns that are given: another program wrote it, unless `more` says otherwise. */
export function rowOf(
  line: number,
  cells: Readonly<Partial<Record<ImportColumn, string | null>>>,
  more: Pick<ImportTableRow, 'offered' | 'asOf' | 'byProgram'> = {},
): ImportTableRow {
  return { line, value: (column) => cells[column]?.trim() ?? '', byProgram: true, ...more };
}
