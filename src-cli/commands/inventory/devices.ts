import { deviceKinds } from '../../../src-shared/domain/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { DeviceEdit } from '../../../src-main/inventory/inventory.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { deviceNamed } from '../../program/arguments/find-device.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory.ts';

/** `inventory devices`: phones, computers and phone numbers that are recorded. */
export async function listDevices(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const header = (['label', 'kind', 'owner', 'place', 'carried-on', 'sim-in', 'as-of', 'id'] as const).map((name) =>
    t(`cli.column.${name}`),
  );
  const labels = new Map(snapshot.devices.map(({ id, label }) => [id, label]));
  const rows = snapshot.devices.map((device) =>
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
  return {
    document: { devices: snapshot.devices },
    lines: rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows),
  };
}

/** `inventory devices add`. */
export async function addDevice(
  context: CommandContext,
  [label = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const kind = deviceKinds.find((known) => known === options['kind']);
  if (kind === undefined) {
    throw new UsageError(t('cli.usage.one-of', { value: String(options['kind']), values: deviceKinds.join(', ') }));
  }
  const { inventory, snapshot } = await openedInventory(context);
  const unsaid = { owner: null, place: null, carriedOn: null, simIn: null, note: null };
  const words = { ...unsaid, ...wordsOf(context, snapshot, options) };
  const { id } = valueOf(await inventory.addDevice({ ...words, kind, label }));
  return { document: { done: true, id }, lines: [t('cli.inventory.recorded', { id })] };
}

/** `inventory devices edit`: changes what is given and leaves the rest; an empty text removes it. */
export async function editDevice(
  context: CommandContext,
  [selector = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const { id } = deviceNamed(context, snapshot, selector);
  const { label } = options;
  const edit = { ...wordsOf(context, snapshot, options), ...(typeof label === 'string' && { label }) };
  if (Object.keys(edit).length === 0) throw new UsageError(context.t('cli.usage.edit-device'));
  valueOf(await inventory.editDevice(id, edit));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.recorded', { id })] };
}

/** `inventory devices remove`. */
export async function removeDevice(
  context: CommandContext,
  [selector = '']: readonly string[],
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const { id } = deviceNamed(context, snapshot, selector);
  valueOf(await inventory.removeDevice(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

/** `inventory devices lost`: puts a device out of use. */
export function markDeviceLost(context: CommandContext, args: readonly string[]): Promise<CommandResult> {
  return setDeviceLost(context, args, 'lost');
}

/** `inventory devices found`: a lost device turned up again. */
export function markDeviceFound(context: CommandContext, args: readonly string[]): Promise<CommandResult> {
  return setDeviceLost(context, args, 'found');
}

async function setDeviceLost(
  context: CommandContext,
  [selector = '']: readonly string[],
  state: 'lost' | 'found',
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const { id, label, lostAt } = deviceNamed(context, snapshot, selector);
  valueOf(await inventory.setDeviceLost(id, state));
  const device = displayText(label, 60);
  return {
    document: { done: true, id, wasLost: lostAt !== null },
    lines: [context.t(`cli.devices.${state}.done`, { device })],
  };
}

function wordsOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  { owner, place, carriedOn, simIn, note }: OwnOptions,
): Omit<DeviceEdit, 'label'> {
  return {
    ...(typeof owner === 'string' && { owner }),
    ...(typeof place === 'string' && { place }),
    ...(typeof carriedOn === 'string' && { carriedOn }),
    ...(typeof simIn === 'string' && { simIn: simIn === '' ? null : deviceNamed(context, snapshot, simIn).id }),
    ...(typeof note === 'string' && { note }),
  };
}
