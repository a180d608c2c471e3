import { failed, type Result, success } from '../../../src-shared/lib/outcome.ts';
import type { UnreadTable } from '../import-table.ts';
import type { FileText } from './import-format.ts';

/** A record whose cells are found by their heading. */
export interface NamedCells {
  readonly line: number;
  /** Empty where there is no such column, or nothing in it. */
  readonly cell: (head: string) => string;
}

/** Reads the records of a table by their headings (folded). What a program wrote has one line of headings, and no line is refused. */
export function columnReader(file: FileText): Result<readonly NamedCells[], UnreadTable> {
  const records = file.records();
  if (!records.ok) return failed({ problems: records.failure.map((one) => ({ ...one, value: '' })), headings: [] });
  const at = new Map(file.heads.map((head, index) => [head, index]));
  const rows = records.value.slice(1).filter(({ cells }) => cells.some((cell) => cell !== ''));
  return success(rows.map(({ line, cells }) => ({ line, cell: (head) => cells[at.get(head) ?? -1] ?? '' })));
}
