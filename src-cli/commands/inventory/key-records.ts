import { keyRoleSchema } from '../../../src-shared/domain/inventory.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { KeyEdit } from '../../../src-main/inventory/inventory.ts';
import { loadServices } from '../../../catalog/services.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { confirm } from '../../terminal/confirm.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `inventory keys`: what is remembered of each key. */
export async function listInventoryKeys(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const header = (['label', 'role', 'owner', 'place', 'carried-on', 'model', 'serial', 'last-read', 'id'] as const).map(
    (name) => t(`cli.column.${name}`),
  );
  const rows = snapshot.keys.map((key) =>
    [
      key.label,
      key.lostAt === null ? t(`role.${key.role ?? 'none'}`) : t('cli.inventory.lost', { day: dayOf(key.lostAt) }),
      key.owner ?? '–',
      key.place ?? '–',
      key.carriedOn ?? '–',
      key.model ?? key.product ?? '–',
      key.vendorSerial ?? '–',
      key.lastRead === null ? '–' : dayOf(key.lastRead),
      key.id,
    ].map((text) => displayText(text, 40)),
  );
  return {
    document: { keys: snapshot.keys },
    lines: rows.length === 0 ? [t('cli.inventory.no-keys')] : tableLines(header, rows),
  };
}

/** `inventory edit`: what a person says about a key. An empty text removes owner, place or what it is carried on, `none` the role. */
export async function editInventoryKey(
  context: CommandContext,
  [selector = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { label, role, owner, place, carriedOn } = options;
  const edit: KeyEdit = {
    ...(typeof label === 'string' && { label }),
    ...(typeof role === 'string' && { role: roleOf(context, role) }),
    ...(typeof owner === 'string' && { owner }),
    ...(typeof place === 'string' && { place }),
    ...(typeof carriedOn === 'string' && { carriedOn }),
  };
  if (Object.keys(edit).length === 0) throw new UsageError(context.t('cli.usage.edit'));
  const { inventory, snapshot } = await openedInventory(context);
  const { id } = rememberedKey(snapshot, selector);
  valueOf(await inventory.editKey(id, edit));
  const after = valueOf(await inventory.snapshot()).keys.find((key) => key.id === id) ?? null;
  return {
    document: { done: true, key: after },
    lines: [context.t('cli.inventory.edited', { key: displayText(after?.label ?? selector, 60) })],
  };
}

function roleOf({ t }: CommandContext, role: string): NonNullable<KeyEdit['role']> | null {
  if (role === 'none') return null;
  const parsed = keyRoleSchema.safeParse(role);
  if (parsed.success) return parsed.data;
  throw new UsageError(t('cli.usage.one-of', { value: role, values: [...keyRoleSchema.options, 'none'].join(', ') }));
}

/** `inventory forget`: removes a key and everything that is recorded about it. */
export async function forgetInventoryKey(
  context: CommandContext,
  [selector = '']: readonly string[],
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const key = rememberedKey(snapshot, selector);
  const name = displayText(key.label, 60);
  const count = snapshot.enrolments.filter(({ keyId, vanishedAt }) => keyId === key.id && vanishedAt === null).length;
  await confirm(context, context.t('cli.inventory.forget.question', { key: name, count }));
  valueOf(await inventory.forgetKey(key.id));
  return {
    document: { done: true, forgotten: { id: key.id, label: key.label } },
    lines: [context.t('cli.inventory.forgotten', { key: name })],
  };
}

/** `inventory services`: the catalogue, to find the id of a service. */
export async function listServices(context: CommandContext, [text = '']: readonly string[]): Promise<CommandResult> {
  const { t, locale } = context;
  const wanted = foldText(text) ?? '';
  // Whoever only searches is not asked for a passphrase: without the inventory the catalogue is shown as it is shipped.
  const snapshot = context.hasInventory() ? await (await context.inventory()).snapshot() : null;
  const known = snapshot?.ok === true ? servicesOf(snapshot.value) : loadServices();
  const services = known.filter(({ id, name, nameJa, rpIds }) =>
    [id, name, nameJa ?? '', ...rpIds].some((part) => foldText(part)?.includes(wanted) === true),
  );
  const rows = services.map(({ id, name, nameJa, rpIds }) => [
    id,
    displayText((locale === 'ja' ? nameJa : undefined) ?? name, 50),
    rpIds.join(', '),
  ]);
  return {
    document: {
      services: services.map(({ id, name, nameJa, rpIds }) => ({ id, name, nameJa: nameJa ?? null, rpIds })),
    },
    lines: tableLines([t('cli.column.id'), t('cli.column.service'), t('cli.column.rp-id')], rows),
  };
}

/** `inventory history`: what happened, newest first. */
export async function showHistory(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const limit = Number(options['limit'] ?? 50);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(context.t('cli.usage.limit'));
  const { snapshot } = await openedInventory(context);
  const names = new Map(
    servicesOf(snapshot).map(({ id, name, nameJa }) => [id, context.locale === 'ja' ? (nameJa ?? name) : name]),
  );
  const shown = snapshot.activity.slice(0, limit).map((entry) => ({
    ...entry,
    message: activityMessage(context.t, entry, (id) => names.get(id) ?? null),
  }));
  return {
    document: { history: shown },
    lines: shown.map(({ at, message }) => `${dayOf(at)}  ${displayText(message, 200)}`),
  };
}
