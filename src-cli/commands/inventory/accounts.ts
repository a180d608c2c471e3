import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { serviceNamed } from '../../program/arguments/account-argument.ts';
import { defineCommand } from '../../program/command.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { accountNamed, accountsIn, accountLabel } from '../../program/arguments/find-account.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { dayOf } from '../../terminal/local-day.ts';
import { tableLines } from '../../terminal/table-lines.ts';
import { servicesOf } from '../../program/service-catalogue.ts';

/** Value that removes a link, as `none` does for a role or an importance. */
const none = 'none';

/** `inventory accounts`: the accounts of the inventory with the ids that name them. */
export const listAccounts = defineCommand({
  summary: 'cli.inventory.accounts',
  options: {},
  run: async (context) => {
    const { snapshot } = await openedInventory(context);
    return {
      accounts: accountsIn(snapshot).map(({ service, account: { accountId, userName, userId } }) => ({
        accountId,
        serviceId: service.serviceId,
        service: service.name,
        userName,
        userId,
      })),
    };
  },
  lines: ({ t, terminal }, { accounts }) => {
    if (accounts.length === 0) return [t('cli.inventory.nothing-recorded')];
    const rows = accounts.map(({ accountId, service, userName }) => [
      displayRpId(service, 40),
      displayText(userName ?? '–', 40),
      displayText(accountId, 200),
    ]);
    return tableLines([t('cli.column.service'), t('cli.column.user'), t('cli.column.id')], rows, terminal.size);
  },
});

/** `inventory attach`: attaches a record by hand to an account, or with `none` to no particular one. */
export const attachRecord = defineCommand({
  summary: 'cli.inventory.attach',
  args: '<record> <account>',
  options: {},
  run: async (context, { args: [record = '', named = ''] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const accountId = named === none ? null : accountNamed(context, accountsIn(snapshot), named).account.accountId;
    const isWay = snapshot.otherWaysIn.some(({ id }) => id === record);
    valueOf(await inventory.attachRecord(isWay ? 'other-way' : 'enrolment', record, accountId));
    return { done: true, id: record, accountId };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.recorded', { id })],
});

/** `inventory same-account`: records that two accounts are one, or lists those that are. */
export const sameAccount = defineCommand({
  summary: 'cli.inventory.same-account',
  args: '[account] [other]',
  options: {},
  run: async (context, { args: [first, second] }) => {
    const { inventory, snapshot } = await openedInventory(context);
    if (first === undefined) return { sameAccounts: snapshot.sameAccounts };
    if (second === undefined) throw new UsageError(context.t('cli.usage.two-accounts'));
    const accounts = accountsIn(snapshot);
    const accountIds = [first, second].map((named) => accountNamed(context, accounts, named).account.accountId);
    const [accountId = '', otherAccountId = ''] = accountIds;
    const { id } = valueOf(await inventory.joinAccounts(accountId, otherAccountId));
    return { done: true, id, accountIds };
  },
  lines: ({ t, terminal }, answer) => {
    if (answer.sameAccounts === undefined) return [t('cli.inventory.recorded', { id: answer.id })];
    const rows = answer.sameAccounts.map(({ id, accountIds, asOf }) => [
      ...accountIds.map((accountId) => displayText(accountId, 100)),
      dayOf(asOf),
      id,
    ]);
    const header = [t('cli.column.account'), t('cli.column.account'), t('cli.column.as-of'), t('cli.column.id')];
    return rows.length === 0 ? [t('cli.inventory.nothing-recorded')] : tableLines(header, rows, terminal.size);
  },
});

/** `inventory separate`: takes back that two accounts are one. */
export const separateAccounts = defineCommand({
  summary: 'cli.inventory.separate',
  args: '<id>',
  options: {},
  run: async (context, { args: [id = ''] }) => {
    const { inventory } = await openedInventory(context);
    valueOf(await inventory.separateAccounts(id));
    return { done: true, id };
  },
  lines: ({ t }, { id }) => [t('cli.inventory.removed', { id })],
});

/** `inventory service-of`: records at which service a passkey signs in, or with `none` takes it back. */
export const assignService = defineCommand({
  summary: 'cli.inventory.service-of',
  args: '<account> <service>',
  options: {},
  run: async (context, { args: [named = '', service = ''] }) => {
    const { t } = context;
    const { inventory, snapshot } = await openedInventory(context);
    const found = accountNamed(context, accountsIn(snapshot), named);
    const { userId, userName } = found.account;
    if (userId === null) {
      const explanation = t('cli.usage.no-user-handle', { account: displayText(accountLabel(found), 200) });
      throw new CommandFailed({ kind: 'input-invalid', detail: 'account-mark' }, explanation);
    }
    const serviceId = service === none ? null : serviceNamed(servicesOf(snapshot), service);
    if (serviceId === undefined) {
      throw new UsageError(t('cli.usage.no-such-service', { service: displayText(service, 80) }));
    }
    valueOf(await inventory.assignService({ serviceId, userId, userName }));
    return { done: true, serviceId, userId, userName };
  },
  lines: ({ t }) => [t('cli.inventory.marked')],
});
