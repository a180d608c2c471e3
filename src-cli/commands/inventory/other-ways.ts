import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { otherWayInKinds, unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { OtherWayInEdit } from '../../../src-main/inventory/inventory.ts';
import { labelsOf, requirementText } from '../../../src-main/inventory/records/requirement-use.ts';
import { accountOf, accountOptions } from '../../program/arguments/account-argument.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { accountIdOf, accountOption } from '../../program/arguments/find-account.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { instantOf } from '../../program/arguments/instant-argument.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { mandatory, type OptionValues, several, text } from '../../program/options.ts';
import { requirementsOf } from '../../program/arguments/requirement-argument.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

const editOptions = {
  name: text('--name <text>', 'cli.option.way-name'),
  owner: text('--owner <text>', 'cli.option.owner'),
  through: several('--through <what>', 'cli.option.through'),
  place: text('--place <text>', 'cli.option.place'),
  carriedOn: text('--carried-on <name>', 'cli.option.carried-on'),
  provider: text('--provider <id>', 'cli.option.provider'),
  link: text('--link <address>', 'cli.option.way-link'),
  validFrom: text('--valid-from <time>', 'cli.option.valid-from'),
  validUntil: text('--valid-until <time>', 'cli.option.valid-until'),
  hours: text('--hours <text>', 'cli.option.hours'),
  contact: text('--contact <text>', 'cli.option.contact'),
};

/** `inventory ways`: other ways in that are recorded. */
export const listWays = defineCommand({
  summary: 'cli.inventory.ways',
  options: {},
  run: async (context) => ({ snapshot: (await openedInventory(context)).snapshot }),
  document: (_, { snapshot }) => ({ otherWaysIn: snapshot.otherWaysIn }),
  lines: ({ t, terminal }, { snapshot }) => {
    const labels = labelsOf(snapshot);
    const rows = snapshot.otherWaysIn.map((way) =>
      [
        way.serviceId ?? way.rpId ?? '–',
        way.userName ?? '–',
        t(`way.${way.kind}`),
        way.name,
        way.owner ?? '–',
        requirementText(labels, way.requires) ?? '–',
        way.place ?? '–',
        dayOf(way.asOf),
        way.id,
      ].map((part) => displayText(part, 40)),
    );
    const header = (['service', 'user', 'kind', 'name', 'owner', 'through', 'place', 'as-of', 'id'] as const).map(
      (name) => t(`cli.column.${name}`),
    );
    return rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows, terminal.size);
  },
});

/** `inventory ways add`: records another way in; where codes are kept, never the codes. */
export const addWay = defineCommand({
  summary: 'cli.inventory.ways.add',
  options: {
    kind: mandatory('--kind <kind>', (t) => t('cli.option.kind', { kinds: otherWayInKinds.join(t('list.separator')) })),
    ...editOptions,
    ...accountOptions,
    ...accountOption,
  },
  run: async (context, { kind: named, ...input }) => {
    const { t } = context;
    const kind = otherWayInKinds.find((known) => known === named);
    if (kind === undefined) {
      throw new UsageError(t('cli.usage.one-of', { value: named, values: otherWayInKinds.join(', ') }));
    }
    const { inventory, snapshot } = await openedInventory(context);
    const way: OtherWayInEdit = {
      ...unsaidOfOtherWay,
      ...accountOf(context, servicesOf(snapshot), input),
      userId: null,
      kind,
      name: t(`way.${kind}`),
      ...editOf(context, snapshot, input),
      accountId: accountIdOf(context, snapshot, input),
    };
    const { id } = valueOf(await inventory.addOtherWayIn(way));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory ways edit`: changes what is given and leaves the rest; an empty text removes it. */
export const editWay = defineCommand({
  summary: 'cli.inventory.ways.edit',
  args: '<id>',
  options: { ...editOptions, note: text('--note <text>', 'cli.option.note') },
  run: async (context, { args: [id = ''], note, ...input }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const before = snapshot.otherWaysIn.find((way) => way.id === id);
    if (before === undefined) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-way' });
    const { id: _id, asOf: _asOf, ...way } = before;
    const changed = { ...way, ...editOf(context, snapshot, input), ...(note !== undefined && { note }) };
    valueOf(await inventory.editOtherWayIn(id, changed));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory ways remove`. */
export const removeWay = defineCommand({
  summary: 'cli.inventory.ways.remove',
  args: '<id>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { inventory } = await openedInventory(context);
    valueOf(await inventory.removeOtherWayIn(id));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.removed', { id })],
});

function editOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  input: OptionValues<typeof editOptions>,
): Partial<OtherWayInEdit> {
  const { name, owner, place, carriedOn, provider, link, validFrom, validUntil, hours, contact } = input;
  const requires = requirementsOf(context, snapshot, input.through);
  return {
    ...(name !== undefined && { name }),
    ...(owner !== undefined && { owner }),
    ...(requires !== undefined && { requires }),
    ...(place !== undefined && { place }),
    ...(carriedOn !== undefined && { carriedOn }),
    ...(provider !== undefined && { providerId: provider === '' ? null : provider }),
    ...(link !== undefined && { link: link === '' ? null : link }),
    ...(validFrom !== undefined && { validFrom: validFrom === '' ? null : instantOf(context, validFrom) }),
    ...(validUntil !== undefined && { validUntil: validUntil === '' ? null : instantOf(context, validUntil) }),
    ...(hours !== undefined && { hours }),
    ...(contact !== undefined && { contact }),
  };
}
