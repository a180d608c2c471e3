import type { Locale } from '../domain/settings.ts';

/** Chooses the language of a person from a BCP 47 tag such as "ja-JP" or a POSIX one such as "ja_JP.UTF-8". */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^ja(?:[-_.]|$)/i.test(tag) ? 'ja' : 'en';
}
