import { passwordList } from './password-list.ts';

/** NordPass's export of a vault as CSV; cards and addresses stand in it beside passwords. */
export const nordpass = passwordList({
  id: 'nordpass',
  heads: ['cardholdername', 'cardnumber'],
  name: 'name',
  url: 'url',
  user: 'username',
  password: 'password',
  notes: ['note'],
  vaults: ['nordpass'],
});
