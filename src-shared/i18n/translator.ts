import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, type Locale, type MessageKey } from './catalogues.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

/** Formats a message of the catalogue in one language; values fill its ICU placeholders. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** The characters that make a message more than plain text. Most are plain, and the first formatter of a process is slow to make. */
const icuSyntax = /[{}']/;

/** Creates the message function of one language. Messages are parsed once and kept. */
export function createTranslator(locale: Locale): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, values) => {
    const text = catalogues[locale][key];
    if (!icuSyntax.test(text)) return text;
    let message = parsed.get(key);
    if (message === undefined) {
      message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(values));
  };
}

/** Chooses the language of a person from a BCP 47 tag such as "ja-JP" or a POSIX one such as "ja_JP.UTF-8". */
export function localeOf(tag: string | undefined): Locale {
  return tag !== undefined && /^ja(?:[-_.]|$)/i.test(tag) ? 'ja' : 'en';
}
