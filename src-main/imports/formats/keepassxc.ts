import { passwordList } from './password-list.ts';

/** KeePassXC's export of a database as CSV. */
export const keepassxc = passwordList({
  id: 'keepassxc',
  heads: ['group', 'title'],
  name: 'title',
  url: 'url',
  user: 'username',
  password: 'password',
  totp: 'totp',
  notes: ['notes'],
  vaults: ['keepassxc'],
});
