import type { OtherWayIn, OtherWayInKind } from './other-way-in.ts';
import { mailAddressIn } from '../lib/mail-address.ts';
import { foldText } from '../lib/fold-text.ts';

/** Words by which people name a kind of sign-in method, in the order in which they are looked for. Texts are folded. */
const wordsOfKinds: readonly (readonly [OtherWayInKind, RegExp])[] = [
  ['phone-sign-in', /phone[ -]sign[ -]?in|電話(?:による|での)?サインイン|スマートフォン(?:による|での)サインイン/],
  [
    'password',
    /\bpassword\b(?! ?manager| vault)|\bpasswort\b|\bmot de passe\b|\bkennwort\b|パスワード(?! ?マネージャ)/,
  ],
  ['temporary-access-pass', /\btemporary access pass\b|\btap\b|一時アクセス ?パス/],
  ['helpdesk', /\bhelp ?desk\b|\bservice desk\b|ヘルプデスク|情シス/],
  [
    'recovery-codes',
    /\b(?:recovery|backup|scratch|emergency) (?:codes?|key|kit)\b|(?:リカバリー?|バックアップ|回復|復旧|緊急)(?:用)?(?:コード|キー)/,
  ],
  [
    'totp-app',
    /\btotp\b|\botp\b|\bauthenticator app\b|\bgoogle authenticator\b|\bauthy\b|\b2fas\b|認証(?:システム)?アプリ|ワンタイムパスワード/,
  ],
  ['sms', /\bsms\b|\btext message\b|\b(?:voice|phone) call\b|ショートメッセージ|音声通話|電話番号/],
  ['push', /\bpush\b|\bprompt on\b|プッシュ/],
  [
    'sign-in-with',
    /^(?:sign(?:ed)?[ -]?in|log(?:ged)?[ -]?(?:in|on)|continue|connect) (?:with|via|through|using|by) |\bsso\b|\bsingle sign[ -]?on\b|シングル ?サインオン|(?:で|による)(?:サインイン|ログイン|続行)/,
  ],
  ['recovery-email', /\be-?mail\b|\bmailbox\b|\bmail (?:reset|link|code)\b|メール/],
  ['synced-passkey', /\bpasskeys?\b|パスキー/],
];

/**
 * Returns the kind of a way in: as recorded, else, for one that was recorded as something else and of which nobody said what it needs, the
 * kind that its name tells ("Sign in with Okta", "E-mail reset to hana@example.com").
 */
export function assumedKind({ kind, name, requires }: Pick<OtherWayIn, 'kind' | 'name' | 'requires'>): OtherWayInKind {
  if (kind !== 'other' || requires !== null) return kind;
  const text = foldText(name) ?? '';
  const found = wordsOfKinds.find(([, words]) => words.test(text))?.[0];
  if (found !== undefined) return found;
  return mailAddressIn(text) !== null ? 'recovery-email' : 'other';
}

const nobodyKnows =
  /\b(?:unknown|not known|nobody|no one|don'?t know|do not know|forgot|forgotten|rotated|rotates|(?:changed|managed|set|reset|randomi[sz]ed) by (?:the |my |our )?(?:company|organi[sz]ation|employer|admin|it\b|school|work))|知らな|不明|忘れ|(?:会社|組織|管理者|情シス)が(?:変更|管理|設定|決め)|自動(?:変更|更新)/;

/** Checks whether the words of a password say that nobody knows it: the organisation changes it, say. */
export function isKnownToNobody({ name, note }: Pick<OtherWayIn, 'name' | 'note'>): boolean {
  return nobodyKnows.test(foldText(name) ?? '') || nobodyKnows.test(foldText(note) ?? '');
}

const signInWith =
  /^(?:sign(?:ed)?[ -]?in|log(?:ged)?[ -]?(?:in|on)|continue|connect) (?:with|via|through|using|by) (?:my |the |your |our )?(.+)$/;
const trailing =
  /^(.+?)(?:で|による|の)?(?: ?(?:sso|single sign[ -]?on|シングル ?サインオン|サインイン|ログイン|続行))+$/;
const leading =
  /^(?:sso|single sign[ -]?on|シングル ?サインオン)(?: (?:with|via|through|using|by|from|to|:))? ?[(（:]?(.+?)[)）]?$/;

/** Returns the name of the account that "sign in with …" names, folded; the whole name where it names nothing else. */
export function signInProviderOf(name: string): string | null {
  const text = foldText(name);
  if (text === null) return null;
  const found = (signInWith.exec(text) ?? leading.exec(text) ?? trailing.exec(text))?.[1];
  return (found ?? text).replace(/ (?:account|sso|アカウント)$|アカウント$/, '').trim();
}
