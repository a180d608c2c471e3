import { passwordList } from './password-list.ts';

/** Bitwarden's export of a vault as CSV. */
export const bitwardenCsv = passwordList({
  id: 'bitwarden-csv',
  heads: ['type', 'login totp'],
  name: 'name',
  url: 'login uri',
  user: 'login username',
  password: 'login password',
  totp: 'login totp',
  notes: ['notes', 'fields'],
  vaults: ['bitwarden'],
  signIns: ['type', 'login'],
});
