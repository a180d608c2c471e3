import { passwordList } from './password-list.ts';

/** RoboForm's export of logins as CSV. */
export const roboform = passwordList({
  id: 'roboform',
  heads: ['matchurl'],
  name: 'name',
  url: 'url',
  user: 'login',
  password: 'pwd',
  notes: ['note'],
  vaults: ['roboform'],
});
