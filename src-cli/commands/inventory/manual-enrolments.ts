import { displayText } from '../../../src-shared/lib/display-text.ts';
import { accountOf, accountOptions } from '../../program/arguments/account-argument.ts';
import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { accountIdOf, accountOption } from '../../program/arguments/find-account.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** `inventory told`: enrolments that a person recorded. */
export const listManual = defineCommand({
  summary: 'cli.inventory.told',
  options: {},
  run: async (context) => {
    const { keys, enrolments } = (await openedInventory(context)).snapshot;
    return {
      keys,
      told: enrolments.filter(({ evidence, vanishedAt }) => evidence === 'told' && vanishedAt === null),
    };
  },
  document: (_, { told }) => ({
    told: told.map(({ id, keyId, serviceId, rpId, userName, accountId, asOf, note }) => ({
      id,
      key: keyId,
      serviceId,
      rpId,
      userName,
      accountId,
      asOf,
      note,
    })),
  }),
  lines: ({ t, terminal }, { keys, told }) => {
    const labels = new Map(keys.map((key) => [key.id, key.label]));
    const rows = told.map(({ id, keyId, serviceId, rpId, userName, asOf }) =>
      [labels.get(keyId) ?? keyId, serviceId ?? rpId ?? '–', userName ?? '–', dayOf(asOf), id].map((part) =>
        displayText(part, 40),
      ),
    );
    const header = (['label', 'service', 'user', 'as-of', 'id'] as const).map((name) => t(`cli.column.${name}`));
    return rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows, terminal.size);
  },
});

/** `inventory told add`: records that a key opens an account, for registrations that cannot be listed. */
export const addManual = defineCommand({
  summary: 'cli.inventory.told.add',
  args: '<key>',
  options: { ...accountOptions, ...accountOption },
  run: async (context, { args: [selector = ''], ...named }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const account = accountOf(context, servicesOf(snapshot), named);
    const accountId = accountIdOf(context, snapshot, named);
    const key = rememberedKey(context, snapshot, selector);
    const { id } = valueOf(await inventory.addManual({ keyId: key.id, ...account, accountId }));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory told remove`. */
export const removeManual = defineCommand({
  summary: 'cli.inventory.told.remove',
  args: '<id>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { inventory } = await openedInventory(context);
    valueOf(await inventory.removeManual(id));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.removed', { id })],
});
