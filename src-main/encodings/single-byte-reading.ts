import {
  arabic,
  centralEuropean,
  cyrillic,
  greek,
  hebrew,
  isOfOneLanguage,
  thai,
  turkish,
  western,
} from './letters.ts';

/** Signs that people type, beside letters; they do not stand within words. */
const signs = /[^\p{ASCII}\p{L}€‚„…‘’“”•–—™ ¡¢£¥§©ª«®°±²³´µ·º»¼½¾¿×÷‹›†‰]/u;
const signWithin = /\p{L}[^\p{ASCII}\p{L}‘’·]\p{L}/u;

/** Checks that a reading in Windows-1252 or ISO-8859-15 is what people write: accented letters within words of a Western language. */
export function isWestern(text: string): boolean {
  return isLatin(text) && foreignTerms(text).every((word) => isOfOneLanguage(beyondAscii(word), western));
}

/** Checks that a reading in Windows-1250 is Polish, Czech, Hungarian …: one language has all of its letters. */
export function isCentralEuropean(text: string): boolean {
  return isLatin(text) && isOfOneLanguage(foreignTerms(text).flatMap(beyondAscii), centralEuropean);
}

/** Checks that a reading in Windows-1254 is Turkish. */
export function isTurkish(text: string): boolean {
  return isLatin(text) && isOfOneLanguage(foreignTerms(text).flatMap(beyondAscii), turkish);
}

/** Checks that a reading consists of words of a language in Cyrillic letters. */
export function isCyrillic(text: string): boolean {
  return isScript(text, cyrillic);
}

/** Checks that a reading in Windows-1253 consists of Greek words. */
export function isGreek(text: string): boolean {
  return isScript(text, greek);
}

/** Checks that a reading in Windows-1255 consists of Hebrew words, with vowel points or without. */
export function isHebrew(text: string): boolean {
  return isScript(text.replaceAll(/(?<=\p{Script=Hebrew})[\u05B0-\u05C2״׳־]+/gu, ''), hebrew);
}

/**
 * Checks that a reading in Windows-1256 consists of words in Arabic letters, with vowel signs or without. Without an alef, the most frequent of
 * them, two bytes of a kanji would do.
 */
export function isArabic(text: string): boolean {
  return (
    /[اأإ]/.test(text) &&
    isScript(text.replaceAll(/(?<=\p{Script=Arabic})[\u064B-\u0652\u200C-\u200F،؛؟]+/gu, ''), arabic)
  );
}

/** Checks that a reading in Windows-874 consists of Thai words. */
export function isThai(text: string): boolean {
  return isScript(text.replaceAll(/(?<=\p{Script=Thai})[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]+/gu, ''), thai);
}

/**
 * Returns which of two plausible readings is right, by the letters on which Windows-1252 and Windows-1250 differ: a vowel stands between
 * consonants, a consonant between vowels. Null where that says nothing, or both.
 */
export function westernOrCentral(westernText: string, centralText: string): 'windows-1252' | 'windows-1250' | null {
  const found = new Set<'windows-1252' | 'windows-1250'>();
  for (let index = 0; index < westernText.length; index++) {
    const [left, right] = [westernText[index] ?? '', centralText[index] ?? ''];
    if (left === right || !isVowel(left) || isVowel(right)) continue;
    const beside = [westernText[index - 1] ?? '', westernText[index + 1] ?? ''].filter((one) => /\p{L}/u.test(one));
    const vowels = beside.filter(isVowel).length;
    if (vowels === 0) found.add('windows-1252');
    else if (vowels === beside.length) found.add('windows-1250');
  }
  const [only, other] = found;
  return other === undefined ? (only ?? null) : null;
}

function isLatin(text: string): boolean {
  if (signs.test(text) || signWithin.test(text)) return false;
  const runs = /[^\p{ASCII}]{5,}/u.test(text);
  const alone = text.match(/(?<!\p{L})[À-ÿŒœŠšŽžŸ]{2,}(?!\p{L})/gu) ?? [];
  return !runs && alone.length === 0 && !/\p{Ll}[À-ÖØ-Þ]/u.test(text);
}

/** Checks that every word is of letters of one script, in which no capital follows a small letter. */
function isScript(text: string, languages: Parameters<typeof isOfOneLanguage>[1]): boolean {
  const words = foreignTerms(text);
  return (
    !/[^\p{ASCII}\p{L}€„…‘’“”•–—№«»§©°± ]/u.test(text) &&
    words.length > 0 &&
    words.every((word) => !/[A-Za-z]/.test(word) && !/\p{Ll}\p{Lu}/u.test(word)) &&
    isOfOneLanguage(words.flatMap(beyondAscii), languages)
  );
}

/** Lists the words that have letters beyond ASCII. */
function foreignTerms(text: string): readonly string[] {
  return (text.match(/\p{L}+/gu) ?? []).filter((word) => /[^\p{ASCII}]/u.test(word));
}

function beyondAscii(word: string): readonly string[] {
  return word.match(/[^\p{ASCII}]/gu) ?? [];
}

function isVowel(letter: string): boolean {
  return /^[aeiouyáàâãäåăąæéèêëěęíìîïóòôõöőøœúùûüůűýÿ]$/iu.test(letter);
}
