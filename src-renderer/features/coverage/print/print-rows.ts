import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';
import type { AccountRow, MatrixRow, RowModel } from '../matrix/row-model.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';

/** More rows than this are no picture any more; a report holds them all. */
const mostRows = 2_000;
/** More columns than this would not be legible on a sheet of A4 or Letter across. */
const mostColumns = 16;

export interface PrintedRows {
  readonly rows: readonly MatrixRow[];
  /** Accounts that were left out at the end. */
  readonly leftOut: number;
  /** The keys as columns; null where there are too many: then every row names its keys. */
  readonly columns: readonly CoverageKey[] | null;
}

/** Chooses what of the rows goes on paper. `keys` are those that have a column on the screen. */
export function printedRows(rows: RowModel, keys: readonly CoverageKey[]): PrintedRows {
  const printed: MatrixRow[] = [];
  for (let row = 0; row < Math.min(rows.count, mostRows); row++) {
    const made = rows.at(row);
    if (made !== undefined) printed.push(made);
  }
  const accounts = printed.filter((row): row is AccountRow => row.type === 'account');
  const fits = keys.length <= mostColumns;
  const used = fits ? keys : keys.filter((key) => accounts.some((row) => opens(row, key.keyId)));
  return {
    rows: printed,
    leftOut: rows.accounts - accounts.length,
    columns: used.length <= mostColumns ? used : null,
  };
}

function opens(row: AccountRow, keyId: string): boolean {
  return row.entry.account.cells.some((cell) => cell.keyId === keyId && isRecorded(cell));
}
