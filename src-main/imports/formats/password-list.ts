import type { ImportFormat as FormatId } from '../../../src-shared/domain/imports.ts';
import { type Result, success } from '../../../src-shared/lib/outcome.ts';
import type { UnreadTable } from '../import-table.ts';
import { columnReader } from './column-reader.ts';
import { type FileText, hasHeads, type ImportContents, type ImportFormat } from './import-format.ts';
import { vaultContents, type VaultEntry } from './vault.ts';

/** The headings of a list of passwords, folded. */
export interface PasswordListShape {
  readonly id: FormatId;
  /** Headings that tell it from others. */
  readonly heads: readonly string[];
  readonly name?: string;
  readonly url: string;
  readonly user: string;
  /** Heading of the user name where there is none under the other. */
  readonly userElse?: string;
  readonly password: string;
  readonly totp?: string;
  /** Columns of free text, which may hold codes: left out. */
  readonly notes: readonly string[];
  /** Providers that write such lists. */
  readonly vaults: readonly string[];
  /** Heading and value of the lines that are sign-ins, where there are others. */
  readonly signIns?: readonly [head: string, value: string];
}

/** Address that LastPass gives to notes. */
const noteAddress = 'http://sn';

/** Creates the format of a list of passwords as CSV. */
export function passwordList(shape: PasswordListShape): ImportFormat {
  return {
    id: shape.id,
    holdsSecrets: true,
    recognises: (file) => hasHeads(file, [...shape.heads, shape.url, shape.user, shape.password]),
    read: (file) => readPasswords(file, shape),
  };
}

/** Reads addresses and user names of a list of passwords; the secrets are counted and dropped. */
export function readPasswords(file: FileText, shape: PasswordListShape): Result<ImportContents, UnreadTable> {
  const records = columnReader(file);
  if (!records.ok) return records;
  const counts = { password: 0, totp: 0, note: 0, entry: 0 };
  const entries = records.value.flatMap(({ line, cell }): VaultEntry[] => {
    const optional = (head: string | undefined): string => (head === undefined ? '' : cell(head));
    const hasPassword = cell(shape.password) !== '';
    const hasTotp = optional(shape.totp) !== '';
    counts.password += Number(hasPassword);
    counts.totp += Number(hasTotp);
    counts.note += Number(shape.notes.some((head) => cell(head) !== ''));
    const isSignIn = shape.signIns === undefined || cell(shape.signIns[0]) === shape.signIns[1];
    const service = cell(shape.url) || optional(shape.name);
    const userName = cell(shape.user) || optional(shape.userElse);
    // A note or a card: it has neither a name to sign in with nor a password.
    const isEmpty = userName === '' && !hasPassword;
    if (!isSignIn || isEmpty || service === '' || service === noteAddress) {
      counts.entry++;
      return [];
    }
    // A password may be left out of the export, and is there all the same.
    return [{ line, service, userName, hasPassword: true, hasTotp, passkeys: [] }];
  });
  const kinds = ['password', 'totp', 'note', 'entry'] as const;
  const leftOut = kinds.map((kind) => ({ kind, count: counts[kind] }));
  return success(vaultContents(entries, shape.vaults, leftOut));
}
