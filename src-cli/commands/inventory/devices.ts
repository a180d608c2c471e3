import { deviceKinds } from '../../../src-shared/domain/device.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { DeviceEdit } from '../../../src-main/inventory/inventory.ts';
import { defineCommand, type Document } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { deviceNamed } from '../../program/arguments/find-device.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { mandatory, type OptionValues, text } from '../../program/options.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';

const editOptions = {
  owner: text('--owner <text>', 'cli.option.owner'),
  place: text('--place <text>', 'cli.option.place'),
  carriedOn: text('--carried-on <name>', 'cli.option.carried-on'),
  simIn: text('--sim-in <device>', 'cli.option.sim-in'),
  note: text('--note <text>', 'cli.option.note'),
};

/** `inventory devices`: phones, computers and phone numbers that are recorded. */
export const listDevices = defineCommand({
  summary: 'cli.devices',
  options: {},
  run: async (context) => ({ devices: (await openedInventory(context)).snapshot.devices }),
  lines: ({ t, terminal }, { devices }) => {
    const columns = ['label', 'kind', 'owner', 'place', 'carried-on', 'sim-in', 'as-of', 'id'] as const;
    const labels = new Map(devices.map(({ id, label }) => [id, label]));
    const rows = devices.map((device) =>
      [
        device.label,
        device.lostAt === null
          ? t(`device.kind.${device.kind}`)
          : t('cli.devices.lost-kind', { kind: t(`device.kind.${device.kind}`), day: dayOf(device.lostAt) }),
        device.owner ?? '–',
        device.place ?? '–',
        device.carriedOn ?? '–',
        device.simIn === null ? '–' : (labels.get(device.simIn) ?? device.simIn),
        dayOf(device.asOf),
        device.id,
      ].map((part) => displayText(part, 40)),
    );
    if (rows.length === 0) return [t('cli.inventory.nothing-recorded')];
    return tableLines(
      columns.map((name) => t(`cli.column.${name}`)),
      rows,
      terminal.size,
    );
  },
});

/** `inventory devices add`. */
export const addDevice = defineCommand({
  summary: 'cli.devices.add',
  args: '<label>',
  options: { kind: mandatory('--kind <kind>', 'cli.option.device-kind'), ...editOptions },
  run: async (context, { args: [label = ''], kind: named, ...input }) => {
    const kind = deviceKinds.find((known) => known === named);
    if (kind === undefined) {
      throw new UsageError(context.t('cli.usage.one-of', { value: named, values: deviceKinds.join(', ') }));
    }
    const { inventory, snapshot } = await openedInventory(context);
    const unsaid = { owner: null, place: null, carriedOn: null, simIn: null, note: null };
    const { id } = valueOf(await inventory.addDevice({ ...unsaid, ...editOf(context, snapshot, input), kind, label }));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory devices edit`: changes what is given and leaves the rest; an empty text removes it. */
export const editDevice = defineCommand({
  summary: 'cli.devices.edit',
  args: '<device>',
  options: { label: text('--label <text>', 'cli.option.device-label'), ...editOptions },
  run: async (context, { args: [selector = ''], label, ...input }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const { id } = deviceNamed(context, snapshot, selector);
    const edit = { ...editOf(context, snapshot, input), ...(label !== undefined && { label }) };
    if (Object.keys(edit).length === 0) throw new UsageError(context.t('cli.usage.edit-device'));
    valueOf(await inventory.editDevice(id, edit));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory devices remove`. */
export const removeDevice = defineCommand({
  summary: 'cli.devices.remove',
  args: '<device>',
  options: {},
  run: async (context, { args: [selector = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const { id } = deviceNamed(context, snapshot, selector);
    valueOf(await inventory.removeDevice(id));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.removed', { id })],
});

/** `inventory devices lost`: puts a device out of use. */
export const markDeviceLost = defineCommand({
  summary: 'cli.devices.lost',
  args: '<device>',
  options: {},
  run: (context, { args: [selector = ''] }) => setDeviceLost(context, selector, 'lost'),
  document: lostDocument,
  lines: ({ t }, { label }) => [t('cli.devices.lost.done', { device: displayText(label, 60) })],
});

/** `inventory devices found`: a lost device turned up again. */
export const markDeviceFound = defineCommand({
  summary: 'cli.devices.found',
  args: '<device>',
  options: {},
  run: (context, { args: [selector = ''] }) => setDeviceLost(context, selector, 'found'),
  document: lostDocument,
  lines: ({ t }, { label }) => [t('cli.devices.found.done', { device: displayText(label, 60) })],
});

async function setDeviceLost(context: CommandContext, selector: string, state: 'lost' | 'found') {
  const { inventory, snapshot } = await openedInventory(context);
  const { id, label, lostAt } = deviceNamed(context, snapshot, selector);
  valueOf(await inventory.setDeviceLost(id, state));
  return { id, label, wasLost: lostAt !== null };
}

function lostDocument(_: CommandContext, { id, wasLost }: Awaited<ReturnType<typeof setDeviceLost>>): Document {
  return { done: true, id, wasLost };
}

function editOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  { owner, place, carriedOn, simIn, note }: OptionValues<typeof editOptions>,
): Omit<DeviceEdit, 'label'> {
  return {
    ...(owner !== undefined && { owner }),
    ...(place !== undefined && { place }),
    ...(carriedOn !== undefined && { carriedOn }),
    ...(simIn !== undefined && { simIn: simIn === '' ? null : deviceNamed(context, snapshot, simIn).id }),
    ...(note !== undefined && { note }),
  };
}
