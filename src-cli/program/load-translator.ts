import type { Locale } from '../../src-shared/domain/settings.ts';
import { messageFormatter } from '../../src-shared/i18n/message-formatter.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/** Returns the message function of one language; the other is not loaded. */
export async function loadTranslator(locale: Locale): Promise<Translate> {
  if (locale === 'ja') return messageFormatter(locale, (await import('../../src-shared/i18n/japanese.ts')).japanese);
  return messageFormatter(locale, (await import('../../src-shared/i18n/english.ts')).english);
}
