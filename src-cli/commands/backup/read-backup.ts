import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { newlyOnSpare } from '../../../src-shared/plans/newly-on-spare.ts';
import { modelName } from '../../../src-shared/lib/key-name.ts';
import { type PluggedAs, spareAmong } from '../../../src-shared/plans/spare-among.ts';
import type { BackupPlan } from '../../../src-shared/plans/backup-plan-types.ts';
import { pairNames } from '../../../src-shared/i18n/backup-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { openBackup, type OpenBackup, sessionOption } from './backup-access.ts';
import { backupDocument, planLines } from './backup-document.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { chosenKey } from '../../program/key-access.ts';
import { readPasskeys } from '../../program/read-passkeys.ts';
import { candidates } from '../../program/key-candidates.ts';
import { text } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';

/** `backup read`: reads the spare of a session, stores the reading, and ticks what is there. Another key is refused unread. */
export const readBackup = defineCommand({
  summary: 'cli.backup.read',
  options: { session: sessionOption, as: text('--as <key>', 'cli.option.as') },
  run: async (context, { session: id, as }) => {
    const before = await openBackup(context, id);
    const listing = await readSpare(context, before, as);
    const read = await openBackup(context, before.session.id);
    const news = newlyOnSpare(read.session, read.plan, before.plan);
    for (const accountId of [...news.added, ...news.found]) {
      valueOf(await before.inventory.setBackupItem(read.session.id, accountId, { state: 'ticked', reason: null }));
    }
    const { session, plan } = await openBackup(context, before.session.id);
    return { session, plan, news, complete: listing.complete };
  },
  document: (context, { session, plan, news, complete }) => ({
    done: true,
    ...backupDocument(context, session, plan),
    added: news.added,
    found: news.found,
    complete,
  }),
  lines: (context, { plan, news, complete }) => {
    const { t } = context;
    const counts = { added: news.added.length, found: news.found.length, left: plan.counts.toDo };
    const isNothingNew = counts.added + counts.found === 0;
    return [
      isNothingNew ? t('backup.read.nothing-new', counts) : t('backup.read.result', counts).trim(),
      ...(complete ? [] : [`! ${t('backup.read.incomplete')}`]),
      '',
      ...planLines(context, plan),
    ];
  },
});

/** Reads the spare of a session and stores the reading. Throws CommandFailed where another key was read. */
async function readSpare(
  context: CommandContext,
  { inventory, plan }: OpenBackup,
  as: string | undefined,
): Promise<PasskeyListing> {
  const { candidate, listing } = await readPasskeys(context, await spareKey(context, plan));
  const answer = await identityAnswer(context, inventory, candidate, listing, as);
  const stored = valueOf(await inventory.recordListing(candidate.key, listing, answer));
  if (stored.keyId === plan.spare.id) return listing;
  const snapshot = valueOf(await inventory.snapshot());
  const label = displayText(snapshot.keys.find(({ id }) => id === stored.keyId)?.label ?? '', 80);
  const explanation = displayText(context.t('backup.read.other-key-read', { ...pairNames(plan), label }), 400);
  throw new CommandFailed({ kind: 'no-such-key' }, explanation);
}

async function spareKey(context: CommandContext, plan: BackupPlan): Promise<KeyCandidate> {
  const { t } = context;
  const pair = pairNames(plan);
  const all = context.options.key === undefined ? await candidates(context) : [await chosenKey(context)];
  const choice = spareAmong(all.flatMap(pluggedAs), plan);
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

function pluggedAs(candidate: KeyCandidate): PluggedAs<KeyCandidate>[] {
  const { key, inventoryId, label } = candidate;
  if (key.facts === null) return [];
  const name = label ?? modelName({ ...key.facts, product: key.product }) ?? '';
  return [{ key: candidate, keyId: inventoryId, name, facts: key.facts }];
}
