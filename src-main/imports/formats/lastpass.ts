import { passwordList } from './password-list.ts';

/** LastPass's export of a vault as CSV. */
export const lastpass = passwordList({
  id: 'lastpass',
  heads: ['extra', 'grouping'],
  name: 'name',
  url: 'url',
  user: 'username',
  password: 'password',
  totp: 'totp',
  notes: ['extra'],
  vaults: ['lastpass'],
});
