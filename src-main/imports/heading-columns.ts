import { type ImportColumn, importColumns } from '../../src-shared/domain/imports.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { catalogues } from '../../src-shared/i18n/catalogues.ts';
import { foldTerm } from './fold-term.ts';

/** Other headings that are understood, beside the names in the code and the headings of the template in both languages. */
const alsoCalled: Readonly<Record<ImportColumn, readonly string[]>> = {
  service: [
    'website',
    'site',
    'サイト',
    'ウェブサイト',
    'サービス名',
    'サイト名',
    '利用サービス',
    'システム',
    'システム名',
  ],
  serviceId: [],
  rpId: ['passkey domain', 'パスキーのドメイン'],
  account: [
    'user name',
    'username',
    'user',
    'user id',
    'login',
    'login id',
    'account name',
    'ユーザー',
    'ユーザー名',
    'ユーザーid',
    'ユーザid',
    'ユーザ名',
    'ユーザ',
    'アカウント名',
    'ログインid',
    'id',
  ],
  key: [
    'security key',
    'label',
    'key label',
    'key name',
    'セキュリティキー',
    'ラベル',
    '鍵',
    'キー名',
    'セキュリティキー名',
    '鍵の名前',
  ],
  serial: ['serial', 'serial no', 'serial no.', 's/n', 'sn', 'シリアル', 'シリアルno', '製造番号'],
  role: [],
  owner: ['assigned to', 'holder', '所有者', '利用者', '貸与先', '担当者', '使用者', '氏名'],
  place: ['location', 'kept at', '場所', '保管場所', '保管先', '保管場所名'],
  carriedOn: ['carried on', 'key ring', 'bag', 'キーリング・かばん', 'キーリング', 'キーホルダー', 'かばん', 'バッグ'],
  way: ['other way', 'kind', '種類', 'サインイン方法', '別のサインイン方法'],
  provider: ['app', 'アプリ'],
  name: [],
  through: ['requires', 'needs', 'depends on', '必要'],
  link: ['url', 'address'],
  validFrom: ['from'],
  validUntil: ['until', 'expires', '期限', '有効期限'],
  hours: ['office hours', '営業時間'],
  contact: ['phone', '電話', '電話番号'],
  device: [],
  deviceKind: ['kind of device'],
  simIn: ['sim'],
  note: ['notes', 'comment', 'comments', 'remarks', '備考', '摘要', 'コメント'],
};

const columnByHeading = new Map<string, ImportColumn>();
for (const column of importColumns) {
  const titles = (['en', 'ja'] as const).map((locale) => heading(column, locale));
  for (const title of [column, ...titles, ...alsoCalled[column]]) columnByHeading.set(foldTerm(title), column);
}

/** Headings of columns that hold secrets, whatever a person says of them. */
const secret =
  /^(?:(?:login |current )?(?:password|passwd|pwd|passphrase|passcode|pass)|pin(?: code)?|totp|otp|otpauth|2fa secret|secret(?: key)?|seed|(?:recovery|backup) codes?|パスワード|パスフレーズ|パスコード|暗証番号|pin(?:番号|コード)?|リカバリーコード|回復コード|バックアップコード|秘密鍵)(?: \d+)?$/u;

/** Longer texts are no headings. */
const longestHeading = 60;

/** Returns the heading of a column in one language. */
export function heading(column: ImportColumn, locale: Locale): string {
  return catalogues[locale][`import.column.${column}`];
}

/** Returns the column that a heading names by itself; null where it is none that is known. */
export function columnOf(cell: string): ImportColumn | null {
  return columnByHeading.get(foldTerm(cell)) ?? null;
}

/** Checks whether a heading says that its column holds secrets. */
export function isSecretHeading(cell: string): boolean {
  return cell.length <= longestHeading && secret.test(foldTerm(cell));
}

/** Checks whether a heading is one of several columns of keys: "Key 1", "キー②". */
export function isNumberedKey(cell: string): boolean {
  if (cell.length > longestHeading) return false;
  const numbered = /^(\D+?)[ #-]*(?:no\.? ?)?\d{1,2}$/u.exec(foldTerm(cell));
  return numbered !== null && columnOf(numbered[1] ?? '') === 'key';
}

/** Returns the columns that a row of headings names, as the person maps them or by themselves; numbered keys are all keys. */
export function columnsOf(
  cells: readonly string[],
  mapped: Readonly<Record<string, ImportColumn | null>> = {},
): readonly (ImportColumn | null)[] {
  const chosen = new Map(Object.entries(mapped).map(([head, column]) => [foldTerm(head), column]));
  return cells.map((cell) => {
    if (isSecretHeading(cell)) return null;
    const said = chosen.get(foldTerm(cell));
    if (said !== undefined) return said;
    return isNumberedKey(cell) ? 'key' : columnOf(cell);
  });
}

/** Chooses the delimiter by which one of the first lines names most columns, or else has most fields. */
export function delimiterOf(text: string, typed: boolean): string {
  const lines = text.slice(0, 20_000).split(/\r\n|\r|\n/, headingSearch);
  let best = { delimiter: ',', known: -1, fields: 0 };
  for (const delimiter of typed ? [',', '\t', ';', '、', '，'] : [',', ';', '\t', '|']) {
    for (const line of lines) {
      const fields = line.split(delimiter).map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
      const known = columnsOf(fields).filter((column) => column !== null).length;
      if (known > best.known || (known === best.known && fields.length > best.fields)) {
        best = { delimiter, known, fields: fields.length };
      }
    }
  }
  return best.delimiter;
}

/** Lines from the beginning of a file among which headings are looked for: titles may stand above them. */
export const headingSearch = 10;
