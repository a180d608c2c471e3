import type { ImportNote } from '../../../src-shared/domain/imports.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { type ImportTableRow, rowOf } from '../import-table.ts';
import { columnReader } from './column-reader.ts';
import { fixedContents, type ImportFormat } from './import-format.ts';

/** Finds a heading, which carries "[Required]" or "[READ ONLY]" behind its name. */
function headNamed(heads: readonly string[], name: string): string | undefined {
  return heads.find((head) => head.replace(/\s*\[.*\]$/, '') === name);
}

/**
 * Google Workspace, "Download users" as CSV. Whether somebody has a second step is said, which one is not: only accounts without one have a
 * way in that is known, their password alone.
 */
export const googleUsers: ImportFormat = {
  id: 'google-users',
  holdsSecrets: true,
  recognises: ({ heads }) =>
    headNamed(heads, 'email address') !== undefined &&
    heads.some((head) => /^(?:2sv enrolled|org unit path|password hash function)\b/.test(head)),
  read: (file) => {
    const records = columnReader(file);
    if (!records.ok) return records;
    const email = headNamed(file.heads, 'email address') ?? '';
    const enrolled = headNamed(file.heads, '2sv enrolled') ?? '';
    const password = headNamed(file.heads, 'password') ?? '';
    const notes: ImportNote[] = [];
    const rows: ImportTableRow[] = [];
    let passwords = 0;
    for (const { line, cell } of records.value) {
      const account = cell(email);
      if (password !== '' && !['', '****'].includes(cell(password))) passwords++;
      if (/^false$/i.test(cell(enrolled)))
        rows.push(rowOf(line, { serviceId: 'google-workspace', account, way: 'password' }));
      else notes.push({ line, code: 'key-not-named', column: null, value: displayText(`${account}: 2SV`, 100) });
    }
    const leftOut = passwords === 0 ? [] : [{ kind: 'password' as const, count: passwords }];
    return success(fixedContents({ rows, notes }, leftOut));
  },
};
