import type { Locale } from '../domain/settings.ts';
import { catalogues, type MessageKey } from './catalogues.ts';
import { messageFormatter } from './message-formatter.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

/** Formats a message of the catalogue in one language; values fill its ICU placeholders. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/** Creates the message function of one language. */
export function createTranslator(locale: Locale): Translate {
  return messageFormatter(locale, catalogues[locale]);
}
