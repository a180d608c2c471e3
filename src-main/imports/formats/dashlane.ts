import { passwordList } from './password-list.ts';

/** Dashlane's export of sign-ins as CSV (credentials.csv). */
export const dashlane = passwordList({
  id: 'dashlane',
  heads: ['username2', 'category'],
  name: 'title',
  url: 'url',
  user: 'username',
  password: 'password',
  totp: 'otpsecret',
  notes: ['note'],
  vaults: ['dashlane'],
});
