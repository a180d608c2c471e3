import type { z } from 'zod';
import { keyColourSchema, keyRoleSchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import { activityMessage } from '../../../src-shared/i18n/activity-message.ts';
import { isTypedSerial } from '../../../src-shared/lib/vendor-serial.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { KeyEdit } from '../../../src-main/inventory/inventory.ts';
import { loadServices } from '../../../catalogue/services.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { text } from '../../program/options.ts';
import { servicesOf } from '../../program/service-catalogue.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** `inventory keys`: what is remembered of each key. */
export const listInventoryKeys = defineCommand({
  summary: 'cli.inventory.keys',
  options: {},
  run: async (context) => ({ keys: (await openedInventory(context)).snapshot.keys }),
  lines: ({ t, terminal }, { keys }) => {
    const columns = ['label', 'role', 'owner', 'place', 'carried-on', 'model', 'serial', 'last-read', 'id'] as const;
    const rows = keys.map((key) =>
      [
        key.label,
        key.lostAt === null ? t(`role.${key.role ?? 'none'}`) : t('cli.inventory.lost', { day: dayOf(key.lostAt) }),
        key.owner ?? '–',
        key.place ?? '–',
        key.carriedOn ?? '–',
        key.model ?? key.product ?? '–',
        isTypedSerial(key) ? t('key.serial.typed', { serial: key.vendorSerial ?? '' }) : (key.vendorSerial ?? '–'),
        key.lastRead === null ? '–' : dayOf(key.lastRead),
        key.id,
      ].map((part) => displayText(part, 40)),
    );
    if (rows.length === 0) return [t('cli.inventory.no-keys')];
    return tableLines(
      columns.map((name) => t(`cli.column.${name}`)),
      rows,
      terminal.size,
    );
  },
});

/** `inventory edit`: what a person says about a key. An empty text removes owner, place or what it is carried on, `none` role and colour. */
export const editInventoryKey = defineCommand({
  summary: 'cli.inventory.edit',
  args: '<key>',
  options: {
    label: text('--label <text>', 'cli.option.label'),
    role: text('--role <role>', 'cli.option.role'),
    colour: text('--colour <name>', 'cli.option.colour'),
    owner: text('--owner <text>', 'cli.option.owner'),
    place: text('--place <text>', 'cli.option.place'),
    carriedOn: text('--carried-on <name>', 'cli.option.carried-on'),
    tag: text('--tag <number>', 'cli.option.check-tag'),
    note: text('--note <text>', 'cli.option.note'),
  },
  run: async (context, { args: [selector = ''], label, role, colour, owner, place, carriedOn, tag, note }) => {
    const edit: KeyEdit = {
      ...(label !== undefined && { label }),
      ...(role !== undefined && { role: oneOf(context, keyRoleSchema, role) }),
      ...(colour !== undefined && { colour: oneOf(context, keyColourSchema, colour) }),
      ...(owner !== undefined && { owner }),
      ...(place !== undefined && { place }),
      ...(carriedOn !== undefined && { carriedOn }),
      ...(tag !== undefined && { assetTag: tag }),
      ...(note !== undefined && { note }),
    };
    if (Object.keys(edit).length === 0) throw new UsageError(context.t('cli.usage.edit'));
    const { inventory, snapshot } = await openedInventory(context);
    const { id } = rememberedKey(context, snapshot, selector);
    valueOf(await inventory.editKey(id, edit));
    return { selector, key: valueOf(await inventory.snapshot()).keys.find((key) => key.id === id) ?? null };
  },
  document: (_, { key }) => ({ done: true, key }),
  lines: ({ t }, { selector, key }) => [t('cli.inventory.edited', { key: displayText(key?.label ?? selector, 60) })],
});

/** Returns one of the words that an option takes; null for `none`. Throws UsageError for any other. */
function oneOf<Word extends string>(
  { t }: CommandContext,
  words: z.ZodEnum<Readonly<Record<Word, Word>>>,
  value: string,
): Word | null {
  if (value === 'none') return null;
  const parsed = words.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(t('cli.usage.one-of', { value, values: [...words.options, 'none'].join(', ') }));
}

/** `inventory forget`: removes a key and everything that is recorded about it. */
export const forgetInventoryKey = defineCommand({
  summary: 'cli.inventory.forget',
  args: '<key>',
  options: {},
  run: async (context, { args: [selector = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const { id, label } = rememberedKey(context, snapshot, selector);
    const key = displayText(label, 60);
    const count = snapshot.enrolments.filter(({ keyId, vanishedAt }) => keyId === id && vanishedAt === null).length;
    await confirm(context, context.t('cli.inventory.forget.question', { key, count }));
    valueOf(await inventory.forgetKey(id));
    await (await context.readAccess()).forget(id);
    return { done: true, forgotten: { id, label } };
  },
  lines: ({ t }, { forgotten }) => [t('cli.inventory.forgotten', { key: displayText(forgotten.label, 60) })],
});

/** `inventory services`: the catalogue, to find the id of a service. */
export const listServices = defineCommand({
  summary: 'cli.inventory.services',
  args: '[text]',
  options: {},
  run: async (context, { args: [searched = ''] }) => {
    const wanted = foldText(searched) ?? '';
    // Whoever only searches is not asked for a passphrase: without the inventory the catalogue is shown as it is shipped.
    const snapshot = context.hasInventory() ? await (await context.inventory()).snapshot() : null;
    const known = snapshot?.ok === true ? servicesOf(snapshot.value) : loadServices();
    const services = known.filter(({ id, name, nameJa, rpIds }) =>
      [id, name, nameJa ?? '', ...rpIds].some((part) => foldText(part)?.includes(wanted) === true),
    );
    return {
      services: services.map(({ id, name, nameJa, rpIds }) => ({ id, name, nameJa: nameJa ?? null, rpIds })),
    };
  },
  lines: ({ t, locale, terminal }, { services }) => {
    const rows = services.map(({ id, name, nameJa, rpIds }) => [
      id,
      displayText(serviceNameIn({ name, nameJa }, locale), 50),
      rpIds.join(', '),
    ]);
    return tableLines([t('cli.column.id'), t('cli.column.service'), t('cli.column.rp-id')], rows, terminal.size);
  },
});

/** `inventory history`: what happened, newest first. */
export const showHistory = defineCommand({
  summary: 'cli.inventory.history',
  options: { limit: text('--limit <number>', 'cli.option.limit') },
  run: async (context, { limit: given = '50' }) => {
    const { t, locale } = context;
    const limit = Number(given);
    if (!Number.isInteger(limit) || limit < 1) throw new UsageError(t('cli.usage.limit'));
    const { snapshot } = await openedInventory(context);
    const names = new Map(servicesOf(snapshot).map((service) => [service.id, serviceNameIn(service, locale)]));
    return {
      history: snapshot.activity.slice(0, limit).map((entry) => ({
        ...entry,
        message: activityMessage(t, entry, (id) => names.get(id) ?? null),
      })),
    };
  },
  lines: (_, { history }) => history.map(({ at, message }) => `${dayOf(at)}  ${displayText(message, 200)}`),
});
