import { passwordList } from './password-list.ts';

/** Proton Pass's export of a vault as CSV. */
export const protonPass = passwordList({
  id: 'proton-pass',
  heads: ['type', 'email', 'totp', 'note'],
  name: 'name',
  url: 'url',
  user: 'username',
  userElse: 'email',
  password: 'password',
  totp: 'totp',
  notes: ['note'],
  vaults: ['proton-pass'],
  signIns: ['type', 'login'],
});
