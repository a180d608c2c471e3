import type { LeftOut } from '../../../src-shared/domain/imports.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { fileProblem } from '../file-problem.ts';
import { type ImportTableRow, rowOf } from '../import-table.ts';
import type { ImportContents } from './import-format.ts';

/** An entry of a password manager, without its secrets. */
export interface VaultEntry {
  readonly line: number;
  /** Address, else name of the entry. */
  readonly service: string;
  readonly userName: string;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly passkeys: readonly { readonly rpId: string; readonly userName: string }[];
}

/** Vaults that are no account somewhere but a file or profile of this computer: by the name under which it must be in hand. */
const localVaults: Readonly<Record<string, string>> = {
  keepassxc: 'KeePassXC',
  firefox: 'Firefox',
  browser: 'Browser',
};

/**
 * Returns the contents of a vault: each password, code generator and passkey of it is another way in that is kept there. They are only
 * offered. `vaults` are the providers that it may be of.
 */
export function vaultContents(
  entries: readonly VaultEntry[],
  vaults: readonly string[],
  leftOut: readonly LeftOut[],
): ImportContents {
  const [only] = vaults;
  return {
    asksKey: false,
    asksRpId: false,
    isDated: false,
    vaults: vaults.length > 1 ? vaults : [],
    leftOut: leftOut.filter(({ count }) => count > 0),
    table: (reading) => {
      const vault = vaults.length > 1 ? reading.vault : (only ?? null);
      if (vault === null || !vaults.includes(vault)) {
        return failed({ problems: [fileProblem('vault-needed', null, null, vaults.join(', '))], headings: [] });
      }
      return success({ rows: entries.flatMap((entry) => rowsOf(entry, vault)), notes: [], headings: [] });
    },
  };
}

function rowsOf(entry: VaultEntry, vault: string): readonly ImportTableRow[] {
  const { line, service, userName, passkeys } = entry;
  const place = localVaults[vault];
  const kept = place === undefined ? { provider: vault } : { name: place, through: `place:"${place}"` };
  const account = { service, account: userName };
  return [
    ...(entry.hasPassword ? [{ ...account, way: entry.hasTotp ? 'password-beside' : 'password' }] : []),
    ...(entry.hasTotp ? [{ ...account, way: 'totp-app' }] : []),
    ...passkeys.map((passkey) => ({ rpId: passkey.rpId, account: passkey.userName, way: 'synced-passkey' })),
  ].map((cells) => rowOf(line, { ...cells, ...kept }, { offered: true }));
}
