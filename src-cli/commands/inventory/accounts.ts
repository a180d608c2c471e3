import { displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNamed } from '../../program/arguments/account-argument.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { accountNamed, accountsIn, accountWords } from '../../program/arguments/find-account.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** What takes a link back, as `none` does for a role or an importance. */
const none = 'none';

/** `inventory accounts`: the accounts of the inventory with the ids that name them. */
export async function listAccounts(context: CommandContext): Promise<CommandResult> {
  const { t } = context;
  const { snapshot } = await openedInventory(context);
  const accounts = accountsIn(snapshot);
  const rows = accounts.map(({ service, account }) => [
    displayText(service.name, 40),
    displayText(account.userName ?? '–', 40),
    displayText(account.accountId, 200),
  ]);
  return {
    document: {
      accounts: accounts.map(({ service, account: { accountId, userName, userId } }) => ({
        accountId,
        serviceId: service.serviceId,
        service: service.name,
        userName,
        userId,
      })),
    },
    lines:
      rows.length === 0
        ? [t('cli.inventory.nothing-recorded')]
        : tableLines([t('cli.column.service'), t('cli.column.user'), t('cli.column.id')], rows),
  };
}

/** `inventory attach`: attaches a record by hand to an account, or with `none` to no particular one. */
export async function attachRecord(
  context: CommandContext,
  [record = '', named = '']: readonly string[],
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const accountId = named === none ? null : accountNamed(context, accountsIn(snapshot), named).account.accountId;
  const isWay = snapshot.otherWaysIn.some(({ id }) => id === record);
  valueOf(await inventory.attachRecord(isWay ? 'other-way' : 'enrolment', record, accountId));
  return {
    document: { done: true, id: record, accountId },
    lines: [context.t('cli.inventory.recorded', { id: record })],
  };
}

/** `inventory same-account`: says that two accounts are one, or lists those that are. */
export async function sameAccount(context: CommandContext, [first, second]: readonly string[]): Promise<CommandResult> {
  const { t } = context;
  const { inventory, snapshot } = await openedInventory(context);
  if (first === undefined) {
    const rows = snapshot.sameAccounts.map(({ id, accountIds, asOf }) => [
      ...accountIds.map((accountId) => displayText(accountId, 100)),
      dayOf(asOf),
      id,
    ]);
    const header = [t('cli.column.account'), t('cli.column.account'), t('cli.column.as-of'), t('cli.column.id')];
    return {
      document: { sameAccounts: snapshot.sameAccounts },
      lines: rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows),
    };
  }
  if (second === undefined) throw new UsageError(t('cli.usage.two-accounts'));
  const accounts = accountsIn(snapshot);
  const accountIds = [first, second].map((named) => accountNamed(context, accounts, named).account.accountId);
  const [accountId = '', otherAccountId = ''] = accountIds;
  const { id } = valueOf(await inventory.joinAccounts(accountId, otherAccountId));
  return { document: { done: true, id, accountIds }, lines: [t('cli.inventory.recorded', { id })] };
}

/** `inventory separate`: takes back that two accounts are one. */
export async function separateAccounts(context: CommandContext, [id = '']: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.separateAccounts(id));
  return { document: { done: true, id }, lines: [context.t('cli.inventory.removed', { id })] };
}

/** `inventory service-of`: says at which service a passkey signs in, or with `none` takes it back. */
export async function assignService(
  context: CommandContext,
  [named = '', service = '']: readonly string[],
): Promise<CommandResult> {
  const { t } = context;
  const { inventory, snapshot } = await openedInventory(context);
  const found = accountNamed(context, accountsIn(snapshot), named);
  const { userId, userName } = found.account;
  if (userId === null) {
    const words = t('cli.usage.no-user-handle', { account: displayText(accountWords(found), 200) });
    throw new CommandFailed({ kind: 'input-invalid', detail: 'account-mark' }, words);
  }
  const serviceId = service === none ? null : serviceNamed(servicesOf(snapshot), service);
  if (serviceId === undefined) {
    throw new UsageError(t('cli.usage.no-such-service', { service: displayText(service, 80) }));
  }
  valueOf(await inventory.assignService({ serviceId, userId, userName }));
  return { document: { done: true, serviceId, userId, userName }, lines: [t('cli.inventory.marked')] };
}
