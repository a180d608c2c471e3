import type { Locale } from '../domain/settings.ts';

/** Joins sentences, with a space between them where the language has one; what is empty is left out. */
export function joinSentences(locale: Locale, sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(locale === 'ja' ? '' : ' ');
}
