import {
  applyCorrections,
  correctableFields,
  correctionNews,
} from '../../../src-shared/catalogue/apply-corrections.ts';
import type { CatalogueCorrection } from '../../../src-shared/domain/catalogue-correction.ts';
import { newsMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import { loadServices } from '../../../catalogue/services.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** Returns the JSON of a correction in `catalogue` (docs/cli.md), with the present value in the catalogue. */
export function correctionDocument(
  { t, locale }: CommandContext,
  correction: CatalogueCorrection,
): Record<string, unknown> & { readonly name: string; readonly news: readonly { readonly message: string }[] } {
  const shipped = loadServices();
  const { serviceId, fields, base, source, asOf } = correction;
  const listed = shipped.find(({ id }) => id === serviceId);
  const [inUse] = applyCorrections(listed === undefined ? [] : [listed], [correction]);
  const now = listed === undefined ? null : correctableFields(listed);
  const news = correctionNews(shipped, correction).map((one) => {
    const other = shipped.find(({ id }) => id === one.otherServiceId);
    const otherService = other === undefined ? null : serviceNameIn(other, locale);
    return { ...one, message: newsMessage(t, one, { yours: fields, was: base, now, otherService }) };
  });
  const name = inUse === undefined ? serviceId : serviceNameIn(inUse, locale);
  return { serviceId, name, fields, catalogueSaid: base, catalogueSays: now, source, asOf, news };
}
