import type { BackupItem, BackupPlan } from '../../../src-shared/plans/backup-plan.ts';
import { accountName, pairNames, serviceOf } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import { openBackup } from './backup-access.ts';
import { backupDocument, planLines } from './backup-document.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { UsageError, valueOf } from '../../program/command-failed.ts';
import { openedInventory, rememberedKey } from '../../program/inventory-access.ts';
import type { OwnOptions } from '../../program/program.ts';

/** `backup start`: begins a session, or goes on with the open one over the same keys. */
export async function startBackup(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, snapshot } = await openedInventory(context);
  const primaryKeyId = rememberedKey(snapshot, String(options['primary'])).id;
  const spareKeyId = rememberedKey(snapshot, String(options['spare'])).id;
  if (primaryKeyId === spareKeyId) throw new UsageError(context.t('backup.same-key'));
  const { id, resumed } = valueOf(await inventory.startBackupSession({ primaryKeyId, spareKeyId }));
  const { session, plan } = await openBackup(context, { session: id });
  return {
    document: { done: true, resumed, ...backupDocument(context, session, plan) },
    lines: [
      displayText(context.t('cli.backup.started', { ...pairNames(plan), id: session.id }), 300),
      ...planLines(context, plan),
    ],
  };
}

/** `backup status`: what the spare lacks, in the order to work through. */
export async function showBackup(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { session, plan } = await openBackup(context, options);
  return { document: backupDocument(context, session, plan), lines: planLines(context, plan) };
}

/** `backup tell`: records by hand that the spare opens an account. */
export async function tellBackup(
  context: CommandContext,
  [account = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const open = await openBackup(context, options);
  const item = itemNamed(context, open.plan, account, options['user']);
  if (!item.canTell) throw new UsageError(context.t('cli.backup.cannot-tell'));
  valueOf(
    await open.inventory.addTold({
      keyId: open.plan.spare.id,
      serviceId: item.service.inCatalogue || item.account.rpId === null ? item.service.serviceId : null,
      rpId: item.account.rpId,
      userName: item.account.userName ?? item.account.userDisplayName,
      note: null,
    }),
  );
  return noted(context, open.session.id, item, { state: 'told', reason: null });
}

/** `backup skip`. */
export async function skipBackup(
  context: CommandContext,
  [account = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { plan, session } = await openBackup(context, options);
  const item = itemNamed(context, plan, account, options['user']);
  const { reason } = options;
  return noted(context, session.id, item, {
    state: 'skipped',
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null,
  });
}

/** `backup resume`: puts a skipped account back. */
export async function resumeBackup(
  context: CommandContext,
  [account = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { plan, session } = await openBackup(context, options);
  return noted(context, session.id, itemNamed(context, plan, account, options['user']), null);
}

/** `backup close`: ends the session and says what is left and why. */
export async function closeBackup(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { inventory, session, plan } = await openBackup(context, options);
  valueOf(await inventory.closeBackupSession(session.id));
  const left = plan.items.flatMap((item) => (item.left === null ? [] : [{ ...item, left: item.left }]));
  return {
    document: { done: true, ...backupDocument(context, session, plan) },
    lines: [
      context.t('backup.closed'),
      displayText(context.t('backup.close.done', { ...pairNames(plan), done: plan.counts.done }), 300),
      ...left.map((item) => {
        const why = context.t(`backup.left.${item.left}`);
        const reasoned =
          item.reason === null ? why : context.t('backup.left.with-reason', { why, reason: item.reason });
        const words = `${serviceOf(item, context.locale)}  ${accountName(item)}  ${reasoned}`;
        return `- ${displayText(words, 300)}`;
      }),
    ],
  };
}

async function noted(
  context: CommandContext,
  sessionId: string,
  item: BackupItem,
  state: { readonly state: 'told' | 'skipped'; readonly reason: string | null } | null,
): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  valueOf(await inventory.setBackupItem(sessionId, item.account.accountId, state));
  return {
    document: { done: true, session: sessionId, accountId: item.account.accountId, state: state?.state ?? 'to-do' },
    lines: [context.t('cli.backup.done', { service: `${serviceOf(item, context.locale)}  ${accountName(item)}` })],
  };
}

/** Finds one account of the list by its id, or by service and user name; never guesses. */
function itemNamed({ t }: CommandContext, plan: BackupPlan, named: string, user: OwnOptions[string]): BackupItem {
  const wanted = foldText(named);
  const exact = plan.items.filter(({ account }) => account.accountId === named);
  const fitting =
    exact.length > 0
      ? exact
      : plan.items.filter(
          ({ service, account }) =>
            [service.serviceId, service.name, service.nameJa, account.rpId].some((name) => foldText(name) === wanted) &&
            (typeof user !== 'string' || foldText(account.userName) === foldText(user)),
        );
  const [only] = fitting;
  if (only === undefined) throw new UsageError(t('cli.backup.no-account', { account: displayText(named, 80) }));
  if (fitting.length === 1) return only;
  const choices = fitting.map((item) => `${accountName(item)} (${item.account.accountId})`).join(t('list.separator'));
  throw new UsageError(
    t('cli.backup.several-accounts', { account: displayText(named, 80), choices: displayText(choices, 400) }),
  );
}
