import { accountName, pairNames, serviceOf } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import { mandatory, text } from '../../program/options.ts';
import { openBackup, sessionOption } from './backup-access.ts';
import { backupDocument, planLines } from './backup-document.ts';

const accountOptions = { session: sessionOption, user: text('--user <name>', 'cli.option.backup-user') };

/** `backup start`: begins a session, or goes on with the open one over the same keys. */
export const startBackup = defineCommand({
  summary: 'cli.backup.start',
  options: {
    primary: mandatory('--primary <key>', 'cli.option.primary'),
    spare: mandatory('--spare <key>', 'cli.option.spare'),
  },
  run: async (context, { primary, spare }) => {
    const { inventory, snapshot } = await openedInventory(context);
    const primaryKeyId = rememberedKey(context, snapshot, primary).id;
    const spareKeyId = rememberedKey(context, snapshot, spare).id;
    if (primaryKeyId === spareKeyId) throw new UsageError(context.t('backup.same-key'));
    const { id, resumed } = valueOf(await inventory.startBackupSession({ primaryKeyId, spareKeyId }));
    const { session, plan } = await openBackup(context, id);
    return { session, plan, resumed };
  },
  document: (context, { session, plan, resumed }) => ({
    done: true,
    resumed,
    ...backupDocument(context, session, plan),
  }),
  lines: (context, { session, plan }) => [
    displayText(context.t('cli.backup.started', { ...pairNames(plan), id: session.id }), 300),
    ...planLines(context, plan),
  ],
});

/** `backup status`: what the spare lacks, in the order to work through. */
export const showBackup = defineCommand({
  summary: 'cli.backup.status',
  options: { session: sessionOption },
  run: async (context, { session: id }) => {
    const { session, plan } = await openBackup(context, id);
    return { session, plan };
  },
  document: (context, { session, plan }) => backupDocument(context, session, plan),
  lines: (context, { plan }) => planLines(context, plan),
});

/** `backup tell`: records by hand that the spare opens an account. */
export const tellBackup = defineCommand({
  summary: 'cli.backup.tell',
  args: '<account>',
  options: accountOptions,
  run: async (context, { args: [account = ''], session: id, user }) => {
    const { inventory, session, plan } = await openBackup(context, id);
    const item = itemNamed(context, plan, account, user);
    if (!item.canTell) throw new UsageError(context.t('cli.backup.cannot-tell'));
    valueOf(
      await inventory.addManual({
        keyId: plan.spare.id,
        serviceId: item.service.inCatalogue || item.account.rpId === null ? item.service.serviceId : null,
        rpId: item.account.rpId,
        userName: item.account.userName ?? item.account.userDisplayName,
        note: null,
      }),
    );
    return setItem(context, session.id, item, { state: 'told', reason: null });
  },
  document: itemDocument,
  lines: itemLines,
});

/** `backup skip`. */
export const skipBackup = defineCommand({
  summary: 'cli.backup.skip',
  args: '<account>',
  options: { ...accountOptions, reason: text('--reason <text>', 'cli.option.reason') },
  run: async (context, { args: [account = ''], session: id, user, reason = '' }) => {
    const { plan, session } = await openBackup(context, id);
    const item = itemNamed(context, plan, account, user);
    const given = reason.trim();
    return setItem(context, session.id, item, { state: 'skipped', reason: given === '' ? null : given });
  },
  document: itemDocument,
  lines: itemLines,
});

/** `backup resume`: puts a skipped account back. */
export const resumeBackup = defineCommand({
  summary: 'cli.backup.resume',
  args: '<account>',
  options: accountOptions,
  run: async (context, { args: [account = ''], session: id, user }) => {
    const { plan, session } = await openBackup(context, id);
    return setItem(context, session.id, itemNamed(context, plan, account, user), null);
  },
  document: itemDocument,
  lines: itemLines,
});

/** `backup close`: ends the session and says what is left and why. */
export const closeBackup = defineCommand({
  summary: 'cli.backup.close',
  options: { session: sessionOption },
  run: async (context, { session: id }) => {
    const { inventory, session, plan } = await openBackup(context, id);
    valueOf(await inventory.closeBackupSession(session.id));
    return { session, plan };
  },
  document: (context, { session, plan }) => ({ done: true, ...backupDocument(context, session, plan) }),
  lines: (context, { plan }) => {
    const { t, locale } = context;
    const left = plan.items.flatMap((item) => (item.left === null ? [] : [{ ...item, left: item.left }]));
    return [
      t('backup.closed'),
      displayText(t('backup.close.done', { ...pairNames(plan), done: plan.counts.done }), 300),
      ...left.map((item) => {
        const why = t(`backup.left.${item.left}`);
        const { reason } = item;
        const reasoned = reason === null ? why : t('backup.left.with-reason', { why, reason });
        return `- ${displayText(`${serviceOf(item, locale)}  ${accountName(item)}  ${reasoned}`, 300)}`;
      }),
    ];
  },
});

interface ItemState {
  readonly state: 'told' | 'skipped';
  readonly reason: string | null;
}

interface ItemAnswer extends Readonly<Record<string, unknown>> {
  readonly sessionId: string;
  readonly item: BackupItem;
  readonly state: ItemState | null;
}

/** Records what a person says about an account of the list; null puts it back. */
async function setItem(
  context: CommandContext,
  sessionId: string,
  item: BackupItem,
  state: ItemState | null,
): Promise<ItemAnswer> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.setBackupItem(sessionId, item.account.accountId, state));
  return { sessionId, item, state };
}

function itemDocument(_: CommandContext, { sessionId, item, state }: ItemAnswer): Record<string, unknown> {
  return { done: true, session: sessionId, accountId: item.account.accountId, state: state?.state ?? 'to-do' };
}

function itemLines({ t, locale }: CommandContext, { item }: ItemAnswer): string[] {
  return [t('cli.backup.done', { service: `${serviceOf(item, locale)}  ${accountName(item)}` })];
}

/** Finds one account of the list by its id, or by service and user name; never guesses. */
function itemNamed({ t }: CommandContext, plan: BackupPlan, named: string, user: string | undefined): BackupItem {
  const wanted = foldText(named);
  const exact = plan.items.filter(({ account }) => account.accountId === named);
  const fitting =
    exact.length > 0
      ? exact
      : plan.items.filter(
          ({ service, account }) =>
            [service.serviceId, service.name, service.nameJa, account.rpId].some((name) => foldText(name) === wanted) &&
            (user === undefined || foldText(account.userName) === foldText(user)),
        );
  const [only] = fitting;
  if (only === undefined) throw new UsageError(t('cli.backup.no-account', { account: displayText(named, 80) }));
  if (fitting.length === 1) return only;
  const choices = fitting.map((item) => `${accountName(item)} (${item.account.accountId})`).join(t('list.separator'));
  throw new UsageError(
    t('cli.backup.several-accounts', { account: displayText(named, 80), choices: displayText(choices, 400) }),
  );
}
