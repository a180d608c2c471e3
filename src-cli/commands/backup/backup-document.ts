import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import {
  accountName,
  backupStepText,
  pairNames,
  serviceOf,
  stateText,
  warningText,
} from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { tableLines } from '../../terminal/table-lines.ts';

/** Formats a plan for the terminal: progress, warnings, the list. */
export function planLines(context: CommandContext, plan: BackupPlan): string[] {
  const { t, locale, terminal } = context;
  const { toDo, done, skipped, cannot } = plan.counts;
  const progress = [
    t('backup.progress', { done, total: toDo + done + skipped }),
    ...(skipped > 0 ? [t('backup.progress.skipped', { count: skipped })] : []),
    ...(cannot > 0 ? [t('backup.progress.cannot', { count: cannot })] : []),
    ...(plan.alreadyBoth > 0 ? [t('backup.progress.both', { count: plan.alreadyBoth })] : []),
  ].join(' · ');
  const rows = plan.items.map((item) =>
    [stateText(t, item), serviceOf(item, locale), accountName(item), backupStepText(t, item, plan, locale)].map(
      (part) => displayText(part, 60),
    ),
  );
  const header = (['state', 'service', 'account', 'next'] as const).map((name) => t(`backup.column.${name}`));
  return [
    displayText(t('backup.heading', pairNames(plan)), 300),
    progress,
    ...plan.warnings.map((warning) => `! ${displayText(warningText(t, warning, plan), 300)}`),
    ...(rows.length === 0 ? [t('backup.nothing-missing')] : ['', ...tableLines(header, rows, terminal.size)]),
  ];
}

/** Returns the JSON of a session (docs/cli.md). Fields may be added, never renamed. */
export function backupDocument(
  { t, locale }: CommandContext,
  session: BackupSession,
  plan: BackupPlan,
): Record<string, unknown> {
  const key = ({ id, label }: BackupPlan['spare']): Record<string, unknown> => ({ inventoryId: id, label });
  return {
    session: {
      id: session.id,
      primary: key(plan.primary),
      spare: key(plan.spare),
      startedAt: session.startedAt,
      changedAt: session.changedAt,
    },
    counts: { ...plan.counts, alreadyBoth: plan.alreadyBoth },
    warnings: plan.warnings.map((kind) => ({ kind, message: warningText(t, kind, plan) })),
    accounts: plan.items.map((item) => ({
      accountId: item.account.accountId,
      serviceId: item.service.serviceId,
      service: item.service.name,
      userName: item.account.userName,
      userId: item.account.userId,
      importance: item.account.importance,
      severity: item.severity,
      state: item.state,
      left: item.left,
      way: item.way,
      follows: item.followsAccountId,
      confirm: item.confirm,
      at: item.at,
      reason: item.reason,
      pageHost: item.pageHost,
      fits: item.fits,
      firstKeyNeeds: item.firstKeyNeeds,
      nextKeyNeeds: item.nextKeyNeeds,
      doubts: item.doubts,
      otherWaysIn: item.otherWaysIn.map(({ kind, name }) => ({ kind, name })),
      next: backupStepText(t, item, plan, locale),
    })),
  };
}
