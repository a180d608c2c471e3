import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';
import { type OptionValues, text } from '../options.ts';

/** Options that name an account in a record of it, but for a note. */
export const accountNameOptions = {
  service: text('--service <service>', 'cli.option.service'),
  rpId: text('--rp-id <domain>', 'cli.option.rp-id'),
  user: text('--user <name>', 'cli.option.user'),
};

/** Options that name an account in a record of it. */
export const accountOptions = { ...accountNameOptions, note: text('--note <text>', 'cli.option.note') };

/** Returns the account that a record is of, from `--service`, `--rp-id`, `--user` and `--note`. Throws UsageError. */
export function accountOf(
  { t }: CommandContext,
  services: readonly CatalogueService[],
  { service, rpId, user, note }: Partial<OptionValues<typeof accountOptions>>,
) {
  if (service === undefined && rpId === undefined) throw new UsageError(t('cli.usage.service'));
  const found = service === undefined ? null : serviceNamed(services, service);
  if (found === undefined) throw new UsageError(t('cli.usage.no-such-service', { service: String(service) }));
  return {
    serviceId: found,
    rpId: rpId?.trim().toLowerCase() ?? null,
    userName: user ?? null,
    note: note ?? null,
  };
}

/** Finds the one service that a name means; undefined where none or several fit. */
export function serviceNamed(services: readonly CatalogueService[], named: string): string | undefined {
  const fitting = servicesNamed(services, named);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Finds services by id or name; `domain:…`, `rp:…` and `hash:…` name services that the catalogue does not know. */
export function servicesNamed(services: readonly CatalogueService[], named: string): readonly string[] {
  if (/^(?:domain|rp|hash|own):./.test(named)) return [named];
  const wanted = foldText(named);
  const fits = ({ id, name, nameJa, aliases = [] }: CatalogueService): boolean =>
    [id, name, nameJa ?? id, ...aliases].some((part) => foldText(part) === wanted);
  return services.filter(fits).map(({ id }) => id);
}
