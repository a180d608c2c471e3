import type { AccountEntry } from '../../../../src-shared/coverage/account-entry.ts';
import { isRecorded } from '../../../../src-shared/coverage/cell-of.ts';
import type { CoverageKey } from '../../../../src-shared/coverage/coverage-key.ts';

/** More rows than this are no picture any more; a report holds them all. */
const mostRows = 2_000;
/** More columns than this would not be legible on a sheet of A4 or Letter across. */
const mostColumns = 16;

export interface PrintedRows {
  readonly rows: readonly AccountEntry[];
  /** Accounts that were left out at the end. */
  readonly leftOut: number;
  /** The keys as columns; null where there are too many: then every row names its keys. */
  readonly columns: readonly CoverageKey[] | null;
}

/** Chooses what of the accounts that are shown goes on paper. `keys` are those that have a column on the screen. */
export function printedRows(shown: readonly AccountEntry[], keys: readonly CoverageKey[]): PrintedRows {
  const rows = shown.slice(0, mostRows);
  const fits = keys.length <= mostColumns;
  const used = fits ? keys : keys.filter(({ keyId }) => rows.some((entry) => opens(entry, keyId)));
  return { rows, leftOut: shown.length - rows.length, columns: used.length <= mostColumns ? used : null };
}

function opens({ account }: AccountEntry, keyId: string): boolean {
  return account.cells.some((cell) => cell.keyId === keyId && isRecorded(cell));
}
