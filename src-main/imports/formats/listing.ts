import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { fileProblem } from '../file-problem.ts';
import { rowOf } from '../import-table.ts';
import type { FileText, ImportContents } from './import-format.ts';

export interface ListedPasskey {
  readonly line: number;
  readonly rpId: string;
  readonly userName: string | null;
}

/**
 * Returns the contents of a listing that another program made of one key. It is recorded by hand, of the day of the file, for the key that
 * the person names.
 */
export function listingContents(passkeys: readonly ListedPasskey[], { modifiedAt }: FileText): ImportContents {
  return {
    asksKey: true,
    isDated: true,
    vaults: [],
    leftOut: [],
    table: ({ key }) => {
      if (key === null || key.trim() === '') return failed({ problems: [fileProblem('key-needed')], headings: [] });
      const rows = passkeys.map(({ line, rpId, userName }) =>
        rowOf(line, { key, rpId, account: userName }, { asOf: modifiedAt }),
      );
      return success({ rows, notes: [], headings: [] });
    },
  };
}
