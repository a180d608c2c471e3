import { displayText } from '../../../src-shared/lib/display-text.ts';
import { accountOf } from '../../program/arguments/account-argument.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failed.ts';
import { accountIdOf } from '../../program/arguments/find-account.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import type { OwnOptions } from '../../program/program.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

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
  const accountId = accountIdOf(context, snapshot, options);
  const key = rememberedKey(snapshot, selector);
  const { id } = valueOf(await inventory.addTold({ keyId: key.id, ...account, accountId }));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.recorded', { id })] };
}

/** `inventory told remove`. */
export async function removeTold(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.removeTold(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}
