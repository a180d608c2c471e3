import { newlyOnSpare } from '../../../src-shared/plans/newly-on-spare.ts';
import { spareAmong } from '../../../src-shared/plans/spare-among.ts';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan.ts';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { openBackup } from './backup-access.ts';
import { backupDocument, planLines } from './backup-document.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failed.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { candidates, chosenKey, unlock } from '../../program/key-access.ts';
import type { OwnOptions } from '../../program/program.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

/** `backup read`: reads the spare of a session, stores the reading, and ticks what is there. Another key is refused unread. */
export async function readBackup(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t } = context;
  const before = await openBackup(context, options);
  const pair = pairNames(before.plan);
  const { candidate, listing } = await unlock(context, await spareKey(context, before.plan));
  const answer = await identityAnswer(context, before.inventory, candidate, listing, options['as']);
  const stored = valueOf(await before.inventory.recordListing(candidate.key, listing, answer));
  if (stored.keyId !== before.plan.spare.id) {
    const snapshot = valueOf(await before.inventory.snapshot());
    const label = snapshot.keys.find(({ id }) => id === stored.keyId)?.label ?? '';
    throw new CommandFailed(
      { kind: 'no-such-key' },
      displayText(t('backup.read.other-key-read', { ...pair, label: displayText(label, 80) }), 400),
    );
  }
  const session = { session: before.session.id };
  const read = await openBackup(context, session);
  const news = newlyOnSpare(read.session, read.plan, before.plan);
  for (const accountId of [...news.added, ...news.found]) {
    valueOf(await before.inventory.setBackupItem(read.session.id, accountId, { state: 'ticked', reason: null }));
  }
  const after = await openBackup(context, session);
  const counts = { added: news.added.length, found: news.found.length, left: after.plan.counts.toDo };
  const words =
    counts.added + counts.found === 0 ? t('backup.read.nothing-new', counts) : t('backup.read.result', counts).trim();
  return {
    document: {
      done: true,
      ...backupDocument(context, after.session, after.plan),
      added: news.added,
      found: news.found,
      complete: listing.complete,
    },
    lines: [
      words,
      ...(listing.complete ? [] : [`! ${t('backup.read.incomplete')}`]),
      '',
      ...planLines(context, after.plan),
    ],
  };
}

async function spareKey(context: CommandContext, plan: BackupPlan): Promise<KeyCandidate> {
  const { t } = context;
  const pair = pairNames(plan);
  const all = context.options.key === undefined ? await candidates(context) : [await chosenKey(context)];
  const choice = spareAmong(
    all.filter(({ key }) => key.facts !== null).map((key) => ({ key, keyId: key.inventoryId, label: key.label })),
    plan,
  );
  switch (choice.state) {
    case 'key':
      return choice.key;
    case 'several':
      throw new CommandFailed(
        { kind: 'ambiguous-key', count: choice.count },
        t('backup.read.several', { ...pair, count: choice.count }),
      );
    case 'other-key': {
      const labels = displayText(choice.labels.join(t('list.separator')), 200);
      throw new CommandFailed({ kind: 'no-such-key' }, t('backup.read.other-key', { ...pair, labels }));
    }
    case 'not-plugged-in':
    case 'primary-plugged-in':
      throw new CommandFailed({ kind: 'no-such-key' }, t(`backup.read.${choice.state}`, pair));
  }
}
