import {
  applyCorrections,
  correctableFields,
  correctionNews,
} from '../../../src-shared/catalogue/apply-corrections.ts';
import type { CatalogueCorrection, CatalogueService, CorrectedFields } from '../../../src-shared/domain/catalogue.ts';
import { newsMessage } from '../../../src-shared/i18n/catalogue-message.ts';
import type { Locale } from '../../../src-shared/i18n/catalogues.ts';
import { loadServices } from '../../../catalog/services.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failed.ts';
import type { OwnOptions } from '../../program/program.ts';

/** How a service is called in one language. */
export function serviceLabel(service: Pick<CatalogueService, 'name' | 'nameJa'>, locale: Locale): string {
  return (locale === 'ja' ? service.nameJa : undefined) ?? service.name;
}

/** A correction in the JSON of `catalogue` (docs/cli.md), with what the catalogue says today. */
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
    const otherService = other === undefined ? null : serviceLabel(other, locale);
    return { ...one, message: newsMessage(t, one, { yours: fields, was: base, now, otherService }) };
  });
  const name = inUse === undefined ? serviceId : serviceLabel(inUse, locale);
  return { serviceId, name, fields, catalogueSaid: base, catalogueSays: now, source, asOf, news };
}

/** Reads the fields of a correction from the options of the command. Throws UsageError, naming the option. */
export function fieldsFrom(context: CommandContext, options: OwnOptions): CorrectedFields {
  const { name, nameJa, website, domain, keys, several, maxKeys, synced, recommended, page } = options;
  const choice = <Value>(option: string, value: OwnOptions[string], values: Readonly<Record<string, Value>>): Value => {
    const found = typeof value === 'string' && Object.hasOwn(values, value) ? values[value] : undefined;
    if (found !== undefined) return found;
    throw new UsageError(context.t('cli.catalogue.usage.one-of', { option, values: Object.keys(values).join(', ') }));
  };
  const yesNo: Readonly<Record<string, boolean | 'unknown'>> = { yes: true, no: false, unknown: 'unknown' };
  const policies: Readonly<Record<string, boolean | 'unknown'>> = {
    accepted: false,
    refused: true,
    unknown: 'unknown',
  };
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof nameJa === 'string' && { nameJa }),
    ...(Array.isArray(website) && { rpIds: website.map(hostText) }),
    ...(Array.isArray(domain) && { domains: domain.map(hostText) }),
    ...(keys !== undefined && { acceptsSecurityKeys: choice('--keys', keys, yesNo) }),
    ...(several !== undefined && { multipleKeys: choice('--several', several, yesNo) }),
    ...(maxKeys !== undefined && { maxKeys: maxKeys === 'unknown' ? 'unknown' : Number(maxKeys) }),
    ...(synced !== undefined && { deviceBoundOnly: choice('--synced', synced, policies) }),
    ...(recommended !== undefined && { minKeysRecommended: Number(recommended) }),
    ...(typeof page === 'string' && { addKeyUrl: page }),
  };
}

/** The option that sets a field, to name it in a message. */
export const optionOf: Readonly<Record<string, string>> = {
  name: '--name',
  nameJa: '--name-ja',
  rpIds: '--website',
  domains: '--domain',
  acceptsSecurityKeys: '--keys',
  multipleKeys: '--several',
  maxKeys: '--max-keys',
  deviceBoundOnly: '--synced',
  minKeysRecommended: '--recommended',
  addKeyUrl: '--page',
};

function hostText(text: string): string {
  return text.trim().toLowerCase().replace(/\.$/, '');
}
