import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { fileProblem } from '../file-problem.ts';
import { rowOf } from '../import-table.ts';
import type { FileText, ImportContents } from './import-format.ts';

export interface ListedPasskey {
  readonly line: number;
  /** Null where the listing is of one website and does not say which. */
  readonly rpId: string | null;
  readonly userName: string | null;
}

/**
 * Returns the contents of a listing that another program made of one key. It is recorded by hand, of the day of the file, for the key that
 * the person names; so is the website where the listing does not name it.
 */
export function listingContents(passkeys: readonly ListedPasskey[], { modifiedAt }: FileText): ImportContents {
  const asksRpId = passkeys.some(({ rpId }) => rpId === null);
  return {
    asksKey: true,
    asksRpId,
    isDated: true,
    vaults: [],
    leftOut: [],
    table: ({ key, rpId: said }) => {
      const isKeyMissing = key === null || key.trim() === '';
      const isRpIdMissing = asksRpId && (said === null || said.trim() === '');
      if (isKeyMissing || isRpIdMissing) {
        const codes = [isKeyMissing ? 'key-needed' : null, isRpIdMissing ? 'rp-id-needed' : null] as const;
        const problems = codes.filter((code) => code !== null).map((code) => fileProblem(code));
        return failed({ problems, headings: [] });
      }
      const rows = passkeys.map(({ line, rpId, userName }) =>
        rowOf(line, { key, rpId: rpId ?? said, account: userName }, { asOf: modifiedAt }),
      );
      // Where the website is not said, the names are those that it shows.
      const hasDisplayNames = passkeys.some(({ rpId, userName }) => rpId === null && userName !== null);
      const note = { line: null, code: 'display-names', column: null, value: '' } as const;
      return success({ rows, notes: hasDisplayNames ? [note] : [], headings: [] });
    },
  };
}
