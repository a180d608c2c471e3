import { type InventorySnapshot, otherWayInKinds, unsaidOfOtherWay } from '../../../src-shared/domain/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { OtherWayInEdit } from '../../../src-main/inventory/inventory.ts';
import { labelsOf, requirementWords } from '../../../src-main/inventory/records/requirement-use.ts';
import { accountOf } from '../../program/arguments/account-argument.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { accountIdOf } from '../../program/arguments/find-account.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { instantOf } from '../../program/arguments/instant-argument.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { requirementsOf } from '../../program/arguments/requirement-argument.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `inventory ways`: other ways in that are recorded. */
export async function listWays(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const labels = labelsOf(snapshot);
  const rows = snapshot.otherWaysIn.map((way) =>
    [
      way.serviceId ?? way.rpId ?? '–',
      way.userName ?? '–',
      t(`way.${way.kind}`),
      way.name,
      way.owner ?? '–',
      requirementWords(labels, way.requires) ?? '–',
      way.place ?? '–',
      dayOf(way.asOf),
      way.id,
    ].map((part) => displayText(part, 40)),
  );
  const header = (['service', 'user', 'kind', 'name', 'owner', 'through', 'place', 'as-of', 'id'] as const).map(
    (name) => t(`cli.column.${name}`),
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
    ...wordsOf(context, snapshot, options),
    accountId: accountIdOf(context, snapshot, options),
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
  const changed = { ...way, ...wordsOf(context, snapshot, options), ...(typeof note === 'string' && { note }) };
  valueOf(await inventory.editOtherWayIn(id, changed));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.recorded', { id })] };
}

/** `inventory ways remove`. */
export async function removeWay(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.removeOtherWayIn(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

function wordsOf(context: CommandContext, snapshot: InventorySnapshot, options: OwnOptions): Partial<OtherWayInEdit> {
  const { name, owner, place, carriedOn, provider, link, validFrom, validUntil, hours, contact } = options;
  const requires = requirementsOf(context, snapshot, options);
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof owner === 'string' && { owner }),
    ...(requires !== undefined && { requires }),
    ...(typeof place === 'string' && { place }),
    ...(typeof carriedOn === 'string' && { carriedOn }),
    ...(typeof provider === 'string' && { providerId: provider === '' ? null : provider }),
    ...(typeof link === 'string' && { link: link === '' ? null : link }),
    ...(typeof validFrom === 'string' && { validFrom: validFrom === '' ? null : instantOf(context, validFrom) }),
    ...(typeof validUntil === 'string' && { validUntil: validUntil === '' ? null : instantOf(context, validUntil) }),
    ...(typeof hours === 'string' && { hours }),
    ...(typeof contact === 'string' && { contact }),
  };
}
