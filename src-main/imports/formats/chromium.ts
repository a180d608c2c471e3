import { passwordList } from './password-list.ts';

/** Export of passwords of Chrome, Edge and their relatives as CSV: all write the same headings, so whose it is has to be said. */
export const chromium = passwordList({
  id: 'chromium',
  heads: ['name'],
  name: 'name',
  url: 'url',
  user: 'username',
  password: 'password',
  notes: ['note'],
  vaults: ['google-password-manager', 'microsoft-password-manager', 'browser'],
});
