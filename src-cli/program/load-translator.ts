import type { Locale } from '../../src-shared/domain/settings.ts';
import { messageFormatter } from '../../src-shared/i18n/message-formatter.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/** Returns the message function of one language; the other is not loaded. */
export async function loadTranslator(locale: Locale): Promise<Translate> {
  const messages =
    locale === 'ja'
      ? (await import('../../src-shared/i18n/japanese.ts')).japanese
      : (await import('../../src-shared/i18n/english.ts')).english;
  return messageFormatter(locale, messages) as Translate;
}
