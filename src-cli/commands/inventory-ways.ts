import { otherWayInKinds, unsaidOfOtherWay } from '../../src-shared/domain/inventory.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { OtherWayInEdit } from '../../src-main/inventory/inventory.ts';
import { accountOf } from '../account-argument.ts';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../command-failed.ts';
import { openedInventory } from '../inventory-access.ts';
import { dayOf } from '../local-day.ts';
import { tableLines } from '../print-table.ts';
import type { OwnOptions } from '../program.ts';
import { servicesOf } from '../service-catalogue.ts';

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
  const { inventory, snapshot } = await openedInventory(context);
  const way: OtherWayInEdit = {
    ...unsaidOfOtherWay,
    ...accountOf(context, servicesOf(snapshot), options),
    userId: null,
    kind,
    name: t(`way.${kind}`),
    ...wordsOf(context, options),
  };
  const { id } = valueOf(await inventory.addOtherWayIn(way));
  return { document: { done: true, id }, lines: [t('cli.inventory.recorded', { id })] };
}

/** `inventory ways edit`: changes what is given and leaves the rest; an empty text removes it. */
export async function editWay(
  context: CommandContext,
  [id = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const before = snapshot.otherWaysIn.find((way) => way.id === id);
  if (before === undefined) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-way' });
  const { note } = options;
  const { id: _id, asOf: _asOf, ...way } = before;
  const changed = { ...way, ...wordsOf(context, options), ...(typeof note === 'string' && { note }) };
  valueOf(await inventory.editOtherWayIn(id, changed));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.recorded', { id })] };
}

/** `inventory ways remove`. */
export async function removeWay(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.removeOtherWayIn(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

function wordsOf(context: CommandContext, options: OwnOptions): Partial<OtherWayInEdit> {
  const { name, place, carriedOn, provider, link, validFrom, validUntil, hours, contact } = options;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof place === 'string' && { place }),
    ...(typeof carriedOn === 'string' && { carriedOn }),
    ...(typeof provider === 'string' && { providerId: provider === '' ? null : provider }),
    ...(typeof link === 'string' && { link: link === '' ? null : link }),
    ...(typeof validFrom === 'string' && { validFrom: instantOf(context, validFrom) }),
    ...(typeof validUntil === 'string' && { validUntil: instantOf(context, validUntil) }),
    ...(typeof hours === 'string' && { hours }),
    ...(typeof contact === 'string' && { contact }),
  };
}

/** A day or a moment in ISO 8601; one without a zone is of this computer's zone. */
function instantOf({ t }: CommandContext, text: string): string | null {
  if (text === '') return null;
  const time = /^\d{4}-\d\d-\d\d(?:T.*)?$/.test(text) ? Date.parse(text.includes('T') ? text : `${text}T00:00`) : NaN;
  if (Number.isNaN(time)) throw new UsageError(t('cli.usage.instant', { value: displayText(text, 60) }));
  return new Date(time).toISOString();
}
