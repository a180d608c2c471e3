import type { Locale } from '../domain/settings.ts';
import { english } from './english.ts';
import { japanese } from './japanese.ts';

/** Every message there is; the English catalogues are the list, and ja must hold the same keys (tested). */
export type MessageKey = keyof typeof english;

export const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  ja: japanese,
};
