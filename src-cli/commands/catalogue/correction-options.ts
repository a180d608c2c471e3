import type { CorrectedFields } from '../../../src-shared/domain/catalogue-correction.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError } from '../../program/command-failure.ts';
import { type OptionValues, several as repeatable, text } from '../../program/options.ts';

/** Options that give the fields of a correction. */
export const fieldOptions = {
  name: text('--name <text>', 'cli.catalogue.option.name'),
  nameJa: text('--name-ja <text>', 'cli.catalogue.option.name-ja'),
  website: repeatable('--website <domain>', 'cli.catalogue.option.website'),
  domain: repeatable('--domain <domain>', 'cli.catalogue.option.domain'),
  keys: text('--keys <answer>', 'cli.catalogue.option.keys'),
  several: text('--several <answer>', 'cli.catalogue.option.several'),
  maxKeys: text('--max-keys <number>', 'cli.catalogue.option.max-keys'),
  synced: text('--synced <answer>', 'cli.catalogue.option.synced'),
  recommended: text('--recommended <number>', 'cli.catalogue.option.recommended'),
  page: text('--page <address>', 'cli.catalogue.option.page'),
};

type FieldValues = OptionValues<typeof fieldOptions>;

/** Reads the fields of a correction from the options of the command. Throws UsageError, naming the option. */
export function fieldsFrom(context: CommandContext, options: FieldValues): CorrectedFields {
  const { name, nameJa, website, domain, keys, several, maxKeys, synced, recommended, page } = options;
  const choice = <Value>(option: string, value: string, values: Readonly<Record<string, Value>>): Value => {
    const found = Object.hasOwn(values, value) ? values[value] : undefined;
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
    ...(name !== undefined && { name }),
    ...(nameJa !== undefined && { nameJa }),
    ...(website !== undefined && { rpIds: website.map(hostText) }),
    ...(domain !== undefined && { domains: domain.map(hostText) }),
    ...(keys !== undefined && { acceptsSecurityKeys: choice('--keys', keys, yesNo) }),
    ...(several !== undefined && { multipleKeys: choice('--several', several, yesNo) }),
    ...(maxKeys !== undefined && { maxKeys: maxKeys === 'unknown' ? 'unknown' : Number(maxKeys) }),
    ...(synced !== undefined && { deviceBoundOnly: choice('--synced', synced, policies) }),
    ...(recommended !== undefined && { minKeysRecommended: Number(recommended) }),
    ...(page !== undefined && { addKeyUrl: page }),
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

function hostText(value: string): string {
  return value.trim().toLowerCase().replace(/\.$/, '');
}
