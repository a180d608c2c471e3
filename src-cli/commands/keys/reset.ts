import { guideReset, resetRefusal } from '../../../src-main/keys/guided-reset.ts';
import type { ResetStage } from '../../../src-main/keys/reset-stages.ts';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import { alikeKeys } from '../../../src-shared/plans/alike-keys.ts';
import { goneSettings } from '../../../src-shared/plans/reset-consent.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { isExcluded } from '../../../src-shared/lib/key-exclusion.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { keyJournal, openedInventory } from '../../program/inventory-access.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { text } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { accountsOfReset, confirmByName, resetWarning } from './reset-consent.ts';

/** `reset`: erases one key, after saying what that costs and having its name typed; only the key that was agreed to, once it was plugged in again. */
export const resetKey = defineCommand({
  summary: 'cli.reset',
  options: { as: text('--as <key>', 'cli.option.as'), confirm: text('--confirm <name>', 'cli.option.reset-confirm') },
  run: async (context, { as, confirm }) => {
    // Another key at another place could be the one that comes back: all are looked at, whatever --key names.
    context.lookAtAllKeys();
    const { keys } = await context.core();
    const candidate = await rememberedCandidate(context, await chosenKey(context), as);
    const refusal = resetRefusal(keys.keys(), candidate.key.handle) ?? (await alikeRefusal(context, candidate));
    if (refusal !== null) throw refused(context, candidate, refusal);
    const accounts = await accountsOfReset(context, candidate.inventoryId);
    for (const line of resetWarning(context, candidate, accounts)) context.terminal.note(line);
    await confirmByName(context, candidate, confirm);
    const { outcome, isErased } = await guideReset(keys, candidate.key.handle, {
      signal: context.signal,
      journal: await keyJournal(context, candidate),
      onStage: (stage, isLate) => noteStage(context, stage, isLate),
    });
    if (!outcome.ok) throw notDone(context, outcome.failure, isErased);
    if (outcome.value.confirmed === false) {
      throw new CommandFailed({ kind: 'key-broke-protocol', detail: context.t('key-reset.still-there') });
    }
    return { candidate, accounts, confirmed: outcome.value.confirmed, settings: goneSettings(candidate.key.facts) };
  },
  document: (_, { candidate, accounts, confirmed, settings }) => ({
    key: keyReference(candidate),
    done: true,
    confirmed,
    accounts: accounts?.map(({ lossImpact, ...account }) => ({ ...account, fate: lossImpact })) ?? null,
    settings,
  }),
  lines: ({ t }, { candidate, accounts, confirmed }) => {
    const registered = accounts?.filter((account) => account.registered) ?? [];
    return [
      t(confirmed === true ? 'cli.reset.done' : 'cli.reset.done-unchecked', { key: nameOf(candidate) }),
      ...(registered.length === 0 ? [] : [t('cli.reset.remove')]),
      ...registered.map(({ name }) => `  ${displayText(name, 80)}`),
    ];
  },
});

/** Returns the key with its record, where it is remembered: as it can be recognised, or as the person says. Throws CommandFailed and UsageError. */
async function rememberedCandidate(
  context: CommandContext,
  candidate: KeyCandidate,
  as: string | undefined,
): Promise<KeyCandidate> {
  if (!context.hasInventory()) return candidate;
  const { inventory, snapshot } = await openedInventory(context);
  const answer = await identityAnswer(context, inventory, candidate, undefined, as);
  if (answer === undefined || !('keyId' in answer)) return candidate;
  const { keyId } = answer;
  const record = snapshot.keys.find(({ id }) => id === keyId);
  const { facts } = candidate.key;
  const isOther = candidate.inventoryId !== null && candidate.inventoryId !== keyId;
  if (record === undefined || facts === null || isOther || isExcluded(record, facts)) {
    throw new CommandFailed({ kind: 'input-invalid', detail: 'answer-contradicts' });
  }
  return { ...candidate, inventoryId: keyId, label: record.label };
}

async function alikeRefusal(
  context: CommandContext,
  { key, inventoryId }: KeyCandidate,
): Promise<OperationFailure | null> {
  if (!context.hasInventory()) return null;
  const { snapshot } = await openedInventory(context);
  const isAlike = alikeKeys(key, inventoryId, snapshot.keys).length > 0;
  return isAlike ? { kind: 'reset-stopped', why: 'keys-alike' } : null;
}

/** Creates the failure of a key that cannot be reset here, with the reason. */
function refused({ t }: CommandContext, { key }: KeyCandidate, refusal: OperationFailure): CommandFailed {
  const reason = refusal.kind === 'not-supported' ? key.facts?.capabilities.reset.reason : null;
  return new CommandFailed(refusal, reason == null ? null : t(`reason.${reason}`));
}

/** Creates the failure of a reset that was not carried out, saying that nothing was erased where that is known. */
function notDone({ t }: CommandContext, failure: OperationFailure, isErased: boolean | null): CommandFailed {
  const saysSo = failure.kind === 'reset-stopped' || isErased !== false;
  return new CommandFailed(
    failure,
    saysSo ? null : `${failureMessage(t, failure).text} ${t('cli.reset.nothing-erased')}`,
  );
}

function noteStage({ t, terminal }: CommandContext, stage: ResetStage['name'], isLate: boolean): void {
  if (stage === 'unplug') terminal.note(t(isLate ? 'cli.reset.stage.late' : 'cli.reset.stage.unplug'));
  if (stage === 'insert') terminal.note(t('cli.reset.stage.insert'));
}
