import chardet from 'chardet';
import type { ImportEncoding } from '../../src-shared/domain/imports.ts';
import { decodeBytes } from './decode-bytes.ts';

/** Encodings without a mark of their own. */
const unmarked = ['shift_jis', 'euc-jp', 'windows-1252'] as const satisfies readonly ImportEncoding[];
type Unmarked = (typeof unmarked)[number];

/** Names that the library has for these, or gives to the same bytes. */
const namesOf: Readonly<Record<Unmarked, readonly string[]>> = {
  shift_jis: ['Shift_JIS'],
  'euc-jp': ['EUC-JP'],
  // Western European languages in either: the library tells the two apart by single bytes.
  'windows-1252': ['windows-1252', 'ISO-8859-1', 'ISO-8859-9', 'windows-1254'],
};
/** Confidence by which another encoding of the library must be ahead to cast doubt. */
const clearLead = 10;
/** Enough of a text to judge it by. */
const judgedBytes = 100_000;

/**
 * Returns the encodings that bytes without a mark may be of, best first: one where the evidence is clear. A text that is Japanese in one
 * reading consists of kana and common kanji there; one that is European has single accented letters within words.
 */
export function encodingsThatFit(bytes: Uint8Array): readonly ImportEncoding[] {
  const possible = unmarked.filter((encoding) => isText(decodeBytes(bytes, encoding)));
  const likely = possible.filter((encoding) => isPlausible(bytes, encoding));
  const candidates = likely.length > 0 ? likely : possible;
  const [first, second] = candidates;
  // No library is asked where there is nothing to tell apart.
  if (second === undefined && first !== 'windows-1252') return candidates;
  const found = chardet.analyse(bytes.subarray(0, judgedBytes));
  const confidence = (encoding: Unmarked): number =>
    Math.max(0, ...found.filter(({ name }) => namesOf[encoding].includes(name)).map((one) => one.confidence));
  if (second === undefined) {
    // What looks clearly more like an encoding that is not read here is not surely this one.
    const isDoubted = found[0] !== undefined && found[0].confidence > confidence('windows-1252') + clearLead;
    return isDoubted ? possible : candidates;
  }
  return candidates.toSorted((left, right) => confidence(right) - confidence(left));
}

function isText(text: string | null): text is string {
  // C1 controls are bytes that the code page does not have; private characters mean nothing to anybody else.
  return text !== null && !/[\u0080-\u009F\uE000-\uF8FF]/u.test(text);
}

function isPlausible(bytes: Uint8Array, encoding: Unmarked): boolean {
  const text = decodeBytes(bytes.subarray(0, judgedBytes), encoding) ?? decodeBytes(bytes, encoding) ?? '';
  return encoding === 'windows-1252' ? isEuropean(text) : isJapanese(text, encoding, bytes);
}

/** Checks that letters outside ASCII stand one by one in words, and other signs are those that people type. */
function isEuropean(text: string): boolean {
  if (/[^\p{ASCII}\p{L}€‚„…‘’“”•–—™ ¡£§©ª«®°±²³´µ·º»¼½¾¿]/u.test(text)) return false;
  const runs = text.match(/[^\p{ASCII}]{3,}/gu) ?? [];
  const alone = text.match(/(?<![\p{L}])[À-ÿŒœŠšŽžŸ]{2,}(?![\p{L}])/gu) ?? [];
  return runs.length === 0 && alone.length === 0;
}

/**
 * Checks that most characters are kana, punctuation or kanji that are in common use, which the code has in its first rows, and that no kanji
 * stands within a Latin word.
 */
function isJapanese(text: string, encoding: Unmarked, bytes: Uint8Array): boolean {
  const wide = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const common = commonCharacters(bytes.subarray(0, judgedBytes), encoding);
  return wide > 0 && common * 2 >= wide && !/[a-z]\p{Script=Han}{1,3}[a-z]/u.test(text);
}

function commonCharacters(bytes: Uint8Array, encoding: Unmarked): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (byte < 0x80) continue;
    if (encoding === 'shift_jis') {
      // Half-width katakana are single bytes; the rarer kanji begin with E0 and above.
      if (byte >= 0xa1 && byte <= 0xdf) continue;
      if (byte <= 0x9f) count++;
    } else if (byte === 0x8f) {
      // Three bytes, among them accented Latin letters.
      count++;
      index++;
    } else if ((byte >= 0xa1 && byte <= 0xa5) || (byte >= 0xb0 && byte <= 0xcf)) count++;
    index++;
  }
  return count;
}
