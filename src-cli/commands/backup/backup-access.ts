import { backupPlan } from '../../../src-shared/plans/backup-plan.ts';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import { coverageInputOf } from '../../../src-shared/coverage/coverage-input.ts';
import type { BackupSession } from '../../../src-shared/domain/backup-session.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { openedInventory, type OpenedInventory } from '../../program/inventory-access.ts';
import { text } from '../../program/options.ts';
import { catalogueOf } from '../../program/service-catalogue.ts';

export const sessionOption = text('--session <id>', 'cli.option.session');

export interface OpenBackup extends OpenedInventory {
  readonly session: BackupSession;
  readonly plan: BackupPlan;
}

/** Opens the one session that is meant, with its plan as the inventory stands now; never guesses among several. */
export async function openBackup(context: CommandContext, id: string | undefined): Promise<OpenBackup> {
  const { t } = context;
  const { inventory } = await openedInventory(context);
  const snapshot = valueOf(await inventory.snapshot());
  const open = snapshot.backupSessions.filter(({ closedAt }) => closedAt === null);
  const fitting = id === undefined ? open : open.filter((one) => one.id === id);
  const [session] = fitting;
  if (session === undefined) throw new UsageError(t('cli.backup.none'));
  if (fitting.length > 1) {
    const label = (keyId: string): string => snapshot.keys.find((key) => key.id === keyId)?.label ?? keyId;
    const choices = fitting
      .map(
        ({ id: sessionId, primaryKeyId, spareKeyId }) => `${sessionId} (${label(primaryKeyId)} → ${label(spareKeyId)})`,
      )
      .join(t('list.separator'));
    throw new UsageError(t('cli.backup.several', { choices: displayText(choices, 400) }));
  }
  const catalogue = catalogueOf(snapshot);
  const report = analyseCoverage(coverageInputOf(snapshot, catalogue, new Date().toISOString()));
  const { primaryKeyId, spareKeyId } = session;
  const { services, siteOf } = catalogue;
  const plan = backupPlan({ report, snapshot, services, siteOf, primaryKeyId, spareKeyId, session });
  if (plan === null) throw new CommandFailed({ kind: 'no-such-key' }, t('backup.session.key-gone'));
  return { inventory, snapshot, session, plan };
}
