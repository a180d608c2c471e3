import { passwordList } from './password-list.ts';

/** Export of Apple's Passwords, and of Safari, as CSV. */
export const applePasswords = passwordList({
  id: 'apple-passwords',
  heads: ['title', 'otpauth'],
  name: 'title',
  url: 'url',
  user: 'username',
  password: 'password',
  totp: 'otpauth',
  notes: ['notes'],
  vaults: ['apple-icloud-keychain'],
});
