import { success } from '../../../src-shared/lib/outcome.ts';
import { columnReader } from './column-reader.ts';
import { hasHeads, type ImportFormat } from './import-format.ts';
import { listingContents } from './listing.ts';

/** `ykman fido credentials list --csv`: one passkey a line. */
export const ykman: ImportFormat = {
  id: 'ykman',
  holdsSecrets: false,
  recognises: (file) => hasHeads(file, ['credential id', 'rp id', 'user name', 'user id']),
  read: (file) => {
    const rows = columnReader(file);
    if (!rows.ok) return rows;
    const passkeys = rows.value.map(({ line, cell }) => ({
      line,
      rpId: cell('rp id'),
      userName: cell('user name') || cell('user display name') || null,
    }));
    return success(listingContents(passkeys, file));
  },
};
