import { passwordList } from './password-list.ts';

/** 1Password's export of a vault as CSV. */
export const onePassword = passwordList({
  id: '1password',
  heads: ['otpauth', 'favorite', 'archived', 'tags'],
  name: 'title',
  url: 'url',
  user: 'username',
  password: 'password',
  totp: 'otpauth',
  notes: ['notes'],
  vaults: ['1password'],
});
