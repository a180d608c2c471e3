import { mailAddressIn } from './mail-address.ts';

/** Kinds of personal data that a user handle should not hold. */
export type PersonalData = 'mail-address' | 'phone-number' | 'name';

/** Digits of a phone number, as people write them: with a plus, grouped, or a Japanese mobile number. */
const phoneNumbers = [/^\+\d[\d .()/-]{6,18}\d$/, /^\(?\d{2,5}\)?[ .-]\d{2,5}[ .-]\d{3,5}$/, /^0[5789]0\d{8}$/];
const groupedDigits = { least: 9, most: 15 } as const;

/** Digits and plus as East Asian keyboards write them. */
const wideDigits = /[０-９＋]/g;

/** Names as people write them: several words, one word of small letters, or a few characters of East Asian scripts. */
const names = [
  /^\p{L}[\p{L}\p{M}'’.]+(?:[ ・_.-]\p{L}[\p{L}\p{M}'’.]*){1,4}$/u,
  /^\p{Lu}?\p{Ll}{2,20}$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,10}$/u,
];

/** Returns a user handle (hex) as text where it is readable: UTF-8 without control characters; else null. */
export function readableText(hex: string): string | null {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text !== '' && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** Returns the kind of personal data that a user handle (hex) looks like; null where it looks like none. Looks are no proof. */
export function personalDataIn(userIdHex: string | null): PersonalData | null {
  const text = userIdHex === null ? null : readableText(userIdHex)?.replace(wideDigits, narrow).trim();
  if (text == null) return null;
  if (mailAddressIn(text) !== null) return 'mail-address';
  if (isPhoneNumber(text)) return 'phone-number';
  return names.some((name) => name.test(text)) ? 'name' : null;
}

function narrow(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}

function isPhoneNumber(text: string): boolean {
  const count = text.replace(/\D/g, '').length;
  const isPossible = count >= groupedDigits.least && count <= groupedDigits.most;
  return isPossible && phoneNumbers.some((pattern) => pattern.test(text));
}
