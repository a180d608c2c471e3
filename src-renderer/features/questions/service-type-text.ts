import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** Formats one of the services that share an RP ID, by what tells their accounts apart: Microsoft's are for work, or personal. */
export function serviceTypeText(
  t: Translate,
  locale: Locale,
  service: Pick<CatalogueService, 'id' | 'name' | 'nameJa'>,
): string {
  if (service.id === 'microsoft-entra-id') return t('answer.work');
  if (service.id === 'microsoft-account') return t('answer.personal');
  return displayText(serviceNameIn(service, locale), 120);
}
