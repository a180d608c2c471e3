/** Encodings of East Asia, of two bytes a character. */
export type EastAsian = 'shift_jis' | 'euc-jp' | 'gb18030' | 'big5' | 'euc-kr';

/** Checks for the first byte of a character in common use, which each code has in a part of its own. */
const isCommon: Readonly<Record<EastAsian, (first: number, second: number) => boolean>> = {
  // The rarer kanji begin with E0 and above.
  shift_jis: (first) => first <= 0x9f,
  'euc-jp': (first) => first === 0x8e || (first >= 0xa1 && first <= 0xa5) || (first >= 0xb0 && first <= 0xcf),
  gb18030: (first, second) => isPlain(first, second) && (first <= 0xa3 || (first >= 0xb0 && first <= 0xd7)),
  big5: (first) => first >= 0xa1 && first <= 0xc6,
  'euc-kr': (first, second) => isPlain(first, second) && (first <= 0xa3 || (first >= 0xb0 && first <= 0xc8)),
};

function isPlain(first: number, second: number): boolean {
  return first >= 0xa1 && second >= 0xa1;
}

/** Signs that a text in one of these languages does not have. */
const foreign: Readonly<Record<EastAsian, RegExp>> = {
  shift_jis: /\p{Script=Hangul}/u,
  'euc-jp': /\p{Script=Hangul}/u,
  gb18030: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  big5: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  'euc-kr': /[\p{Script=Hiragana}\p{Script=Katakana}ㄱ-ㅣ]/u,
};

/** Checks that most characters of a reading are those in common use, and that no ideograph stands within a Latin word. */
export function isEastAsian(text: string, bytes: Uint8Array, encoding: EastAsian): boolean {
  const wide = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  if (encoding === 'shift_jis' && /^[\p{ASCII}ｦ-ﾟ]+$/u.test(text)) return true;
  if (wide === 0 || foreign[encoding].test(text) || /[a-z]\p{Script=Han}{1,3}[a-z]/u.test(text)) return false;
  // Two characters of five end below A1 there: a text without one is of a code that has no such characters.
  if (encoding === 'big5' && !hasLowEnd(bytes)) return false;
  return commonCharacters(bytes, encoding) * 2 >= wide;
}

function hasLowEnd(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) {
    if ((bytes[index] ?? 0) < 0x80) continue;
    index++;
    if ((bytes[index] ?? 0) < 0xa1) return true;
  }
  return false;
}

function commonCharacters(bytes: Uint8Array, encoding: EastAsian): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) continue;
    // Half-width katakana are single bytes.
    if (encoding === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf) continue;
    // Three bytes, among them accented Latin letters.
    if (encoding === 'euc-jp' && byte === 0x8f) {
      count++;
      index++;
    } else if (isCommon[encoding](byte, bytes[index + 1] ?? 0)) count++;
    index++;
  }
  return count;
}
