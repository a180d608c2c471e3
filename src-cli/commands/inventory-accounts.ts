import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import { otherWayInKinds } from '../../src-shared/domain/inventory.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageError, valueOf } from '../command-failed.ts';
import { openedInventory, rememberedKey } from '../inventory-access.ts';
import { dayOf } from '../local-day.ts';
import { tableLines } from '../print-table.ts';
import type { OwnOptions } from '../program.ts';
import { servicesOf } from '../service-catalogue.ts';

/** `inventory told`: enrolments that a person recorded. */
export async function listTold(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const labels = new Map(snapshot.keys.map((key) => [key.id, key.label]));
  const told = snapshot.enrolments.filter(({ evidence, vanishedAt }) => evidence === 'told' && vanishedAt === null);
  const rows = told.map(({ id, keyId, serviceId, rpId, userName, asOf }) =>
    [labels.get(keyId) ?? keyId, serviceId ?? rpId ?? '–', userName ?? '–', dayOf(asOf), id].map((part) =>
      displayText(part, 40),
    ),
  );
  const header = (['label', 'service', 'user', 'as-of', 'id'] as const).map((name) => t(`cli.column.${name}`));
  return {
    document: {
      told: told.map(({ id, keyId, serviceId, rpId, userName, asOf, note }) => ({
        id,
        key: keyId,
        serviceId,
        rpId,
        userName,
        asOf,
        note,
      })),
    },
    lines: rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows),
  };
}

/** `inventory told add`: records that a key opens an account, for registrations that cannot be listed. */
export async function addTold(
  context: CommandContext,
  [selector = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const account = accountOf(context, servicesOf(snapshot), options);
  const key = rememberedKey(snapshot, selector);
  const { id } = valueOf(await inventory.addTold({ keyId: key.id, ...account }));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.recorded', { id })] };
}

/** `inventory told remove`. */
export async function removeTold(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.removeTold(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

/** `inventory ways`: other ways in that are recorded. */
export async function listWays(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const rows = snapshot.otherWaysIn.map(({ id, serviceId, rpId, userName, kind, name, place, asOf }) =>
    [serviceId ?? rpId ?? '–', userName ?? '–', t(`way.${kind}`), name, place ?? '–', dayOf(asOf), id].map((part) =>
      displayText(part, 40),
    ),
  );
  const header = (['service', 'user', 'kind', 'name', 'place', 'as-of', 'id'] as const).map((name) =>
    t(`cli.column.${name}`),
  );
  return {
    document: { otherWaysIn: snapshot.otherWaysIn },
    lines: rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows),
  };
}

/** `inventory ways add`: records another way in; where codes are kept, never the codes. */
export async function addWay(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const kind = otherWayInKinds.find((known) => known === options['kind']);
  if (kind === undefined) {
    throw new UsageError(t('cli.usage.one-of', { value: String(options['kind']), values: otherWayInKinds.join(', ') }));
  }
  const { name, place } = options;
  const { inventory, snapshot } = await openedInventory(context);
  const account = accountOf(context, servicesOf(snapshot), options);
  const way = {
    ...account,
    userId: null,
    kind,
    name: typeof name === 'string' ? name : t(`way.${kind}`),
    place: typeof place === 'string' ? place : null,
    providerId: null,
    carriedOn: null,
    link: null,
    validFrom: null,
    validUntil: null,
    hours: null,
    contact: null,
  };
  const { id } = valueOf(await inventory.addOtherWayIn(way));
  return { document: { done: true, id }, lines: [t('cli.inventory.recorded', { id })] };
}

/** `inventory ways remove`. */
export async function removeWay(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.removeOtherWayIn(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

/** The account that told enrolments and other ways in belong to. */
function accountOf(
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
  if (/^(?:domain|rp|hash):./.test(text)) return text;
  const wanted = text.normalize('NFKC').toLowerCase();
  const fits = ({ id, name, nameJa }: CatalogueService): boolean =>
    [id, name, nameJa ?? id].some((part) => part.normalize('NFKC').toLowerCase() === wanted);
  const fitting = services.filter(fits);
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}
