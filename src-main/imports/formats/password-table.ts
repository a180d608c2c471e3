import type { FileText, ImportFormat } from './import-format.ts';
import { columnOf } from '../heading-columns.ts';
import { type PasswordListShape, readPasswords } from './password-list.ts';

const urls = ['url', 'website', 'web site', 'website address', 'login url', 'address', 'uri', 'サイト', 'ウェブサイト'];
const users = [
  'username',
  'user name',
  'user',
  'login',
  'login name',
  'email',
  'e-mail',
  'ユーザー名',
  'ユーザ名',
  'id',
];
const passwords = [
  'password',
  'passwd',
  'pwd',
  'pass',
  'パスワード',
  'passwort',
  'kennwort',
  'mot de passe',
  'contraseña',
];
const names = ['title', 'name', 'item', 'entry', 'account', 'タイトル', '名前'];
const generators = ['totp', 'otp', 'otpauth', '2fa', 'otp secret', 'otpsecret'];
const texts = ['note', 'notes', 'comment', 'comments', 'extra', 'メモ', '備考'];

/** Any other list of passwords as CSV: whose it is has to be said. A table that names keys is one of the person's. */
export const passwordTable: ImportFormat = {
  id: 'passwords',
  holdsSecrets: true,
  recognises: (file) => shapeOf(file) !== null,
  read: (file) => readPasswords(file, shapeOf(file) ?? unread),
};

const unread: PasswordListShape = {
  id: 'passwords',
  heads: [],
  url: '',
  user: '',
  password: '',
  notes: [],
  vaults: [],
};

/** Providers that a person may name; the browser and a file of one's own stand for all others. */
const vaults = [
  ...['1password', 'apple-icloud-keychain', 'bitwarden', 'dashlane', 'firefox', 'google-password-manager', 'keepassxc'],
  ...[
    'keeper',
    'lastpass',
    'microsoft-password-manager',
    'nordpass',
    'proton-pass',
    'roboform',
    'samsung-pass',
    'browser',
  ],
];

function shapeOf({ heads }: FileText): PasswordListShape | null {
  const first = (known: readonly string[]): string | undefined => heads.find((head) => known.includes(head));
  const [url, user, password] = [first(urls), first(users), first(passwords)];
  if (url === undefined || user === undefined || password === undefined) return null;
  if (heads.some((head) => ['key', 'way', 'device', 'serial'].includes(columnOf(head) ?? ''))) return null;
  const [name, totp] = [first(names), first(generators)];
  return {
    ...{ id: 'passwords', heads: [], url, user, password, vaults },
    ...(name !== undefined && { name }),
    ...(totp !== undefined && { totp }),
    notes: heads.filter((head) => texts.includes(head)),
  };
}
