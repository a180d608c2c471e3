import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failed.ts';
import type { OwnOptions } from '../program.ts';

/** The account that a record is of, from `--service`, `--rp-id`, `--user` and `--note`. Throws UsageError. */
export function accountOf(
  { t }: CommandContext,
  services: readonly CatalogueService[],
  { service, rpId, user, note }: OwnOptions,
) {
  if (typeof service !== 'string' && typeof rpId !== 'string') throw new UsageError(t('cli.usage.service'));
  const found = typeof service === 'string' ? serviceNamed(services, service) : null;
  if (found === undefined) throw new UsageError(t('cli.usage.no-such-service', { service: String(service) }));
  return {
    serviceId: found,
    rpId: typeof rpId === 'string' ? rpId.trim().toLowerCase() : null,
    userName: typeof user === 'string' ? user : null,
    note: typeof note === 'string' ? note : null,
  };
}

/** Finds the one service that a name means; undefined where none or several fit. */
export function serviceNamed(services: readonly CatalogueService[], text: string): string | undefined {
  const fitting = servicesNamed(services, text);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Finds services by id or name; `domain:…`, `rp:…` and `hash:…` name services that the catalogue does not know. */
export function servicesNamed(services: readonly CatalogueService[], text: string): readonly string[] {
  if (/^(?:domain|rp|hash|own):./.test(text)) return [text];
  const wanted = foldText(text);
  const fits = ({ id, name, nameJa, aliases = [] }: CatalogueService): boolean =>
    [id, name, nameJa ?? id, ...aliases].some((part) => foldText(part) === wanted);
  return services.filter(fits).map(({ id }) => id);
}
