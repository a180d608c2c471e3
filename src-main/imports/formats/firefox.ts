import { passwordList } from './password-list.ts';

/** Firefox's export of passwords as CSV. */
export const firefox = passwordList({
  id: 'firefox',
  heads: ['httprealm', 'formactionorigin'],
  url: 'url',
  user: 'username',
  password: 'password',
  notes: [],
  vaults: ['firefox'],
});
