import type { CatalogueService } from '../src-shared/domain/catalogue.ts';
import type { CommandContext } from './command-context.ts';
import { UsageError } from './command-failed.ts';
import type { OwnOptions } from './program.ts';

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

/** Finds a service by its id or by its name; `domain:…`, `rp:…` and `hash:…` name services that the catalogue does not know. */
function serviceNamed(services: readonly CatalogueService[], text: string): string | undefined {
  if (/^(?:domain|rp|hash|own):./.test(text)) return text;
  const wanted = text.normalize('NFKC').toLowerCase();
  const fits = ({ id, name, nameJa }: CatalogueService): boolean =>
    [id, name, nameJa ?? id].some((part) => part.normalize('NFKC').toLowerCase() === wanted);
  const fitting = services.filter(fits);
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}
