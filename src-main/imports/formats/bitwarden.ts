import { success } from '../../../src-shared/lib/outcome.ts';
import type { ImportFormat } from './import-format.ts';
import { elements, member, textMember } from './json-value.ts';
import { vaultContents, type VaultEntry } from './vault.ts';

/** Type of an item that is a sign-in. */
const signIn = 1;

/** Bitwarden's export of a vault in JSON, not encrypted. Entries are counted in place of lines. */
export const bitwarden: ImportFormat = {
  id: 'bitwarden',
  holdsSecrets: true,
  recognises: ({ json }) => member(json, 'encrypted') === false && Array.isArray(member(json, 'items')),
  read: ({ json }) => {
    const counts = { password: 0, totp: 0, note: 0, 'passkey-key': 0, entry: 0 };
    const entries = elements(member(json, 'items')).flatMap((item, index): VaultEntry[] => {
      const login = member(item, 'login');
      const userName = textMember(login, 'username');
      const hasPassword = textMember(login, 'password') !== '';
      const hasTotp = textMember(login, 'totp') !== '';
      const passkeys = elements(member(login, 'fido2Credentials')).map((passkey) => ({
        rpId: textMember(passkey, 'rpId'),
        userName: textMember(passkey, 'userName') || userName,
      }));
      const hasNote = textMember(item, 'notes') !== '' || elements(member(item, 'fields')).length > 0;
      counts.password += Number(hasPassword) + elements(member(item, 'passwordHistory')).length;
      counts.totp += Number(hasTotp);
      counts.note += Number(hasNote);
      counts['passkey-key'] += passkeys.length;
      const addresses = elements(member(login, 'uris')).map((one) => textMember(one, 'uri'));
      const service = addresses.find((one) => one !== '') ?? textMember(item, 'name');
      if (member(item, 'type') !== signIn || (service === '' && passkeys.length === 0)) {
        counts.entry++;
        return [];
      }
      const known = passkeys.filter(({ rpId }) => rpId !== '');
      return [{ line: index + 1, service, userName, hasPassword, hasTotp, passkeys: known }];
    });
    const kinds = ['password', 'totp', 'note', 'passkey-key', 'entry'] as const;
    return success(
      vaultContents(
        entries,
        ['bitwarden'],
        kinds.map((kind) => ({ kind, count: counts[kind] })),
      ),
    );
  },
};
