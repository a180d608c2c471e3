import type { Credential } from '../../../src-shared/domain/credential.ts';
import type { DeletionResult } from '../../../src-shared/domain/deletion.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { deleteInOrder } from '../../../src-shared/operations/delete-in-order.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { type ExitStatus, exitStatus, exitStatusOf } from '../../program/exit-status.ts';
import { keyJournal, openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, unlock } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { namedPasskey, requireCredentialId } from '../../program/arguments/passkey-argument.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { deletionWarning, type WantedDeletion, wantedDeletions } from './deletion-warning.ts';
import { serviceText } from './passkeys.ts';

/** A passkey that was named, and what became of it. */
type Deletion = WantedDeletion & Pick<DeletionResult, 'state' | 'failure'>;

/** `passkeys delete`: deletes passkeys after naming each account and what else opens it; stops at the first that ends otherwise than expected. */
export const deletePasskey = defineCommand({
  summary: 'cli.passkeys.delete',
  args: '<credential-id...>',
  options: {},
  run: async (context, { args }) => {
    for (const argument of args) requireCredentialId(context, argument);
    // Opened first, with its passphrase if need be: without it nobody can say what else opens the accounts.
    if (context.hasInventory()) await openedInventory(context);
    const { candidate, listing } = await unlock(context, await chosenKey(context));
    const passkeys = [...new Set(args.map((argument) => namedPasskey(context, listing, argument)))];
    const wanted = await wantedDeletions(context, candidate, passkeys);
    const [only] = wanted.length === 1 ? wanted : [];
    for (const one of wanted) {
      for (const line of deletionWarning(context, candidate, one)) context.terminal.note(line);
    }
    await confirm(context, context.t('cli.delete.question', { count: wanted.length }));
    const deletions = await deleteConfirmed(context, candidate, wanted);
    if (only !== undefined) requireDeleted(context, deletions);
    return { candidate, deletions };
  },
  document: ({ t }, { candidate, deletions }) => {
    const all = deletions.map((one) => deletionDocument(t, one));
    return {
      key: keyReference(candidate),
      done: deletions.length === 1 || deletions.every(({ state }) => state === 'deleted'),
      ...(deletions.length === 1 && ofOneDocument(deletions)),
      deletions: all,
    };
  },
  lines: ({ t }, { candidate, deletions }) => {
    const [first] = deletions;
    if (deletions.length > 1 || first === undefined) {
      const done = deletions.filter(({ state }) => state === 'deleted').length;
      const notTried = deletions.filter(({ state }) => state === 'not-tried').length;
      return [t('deletion.counts', { done, count: deletions.length, notTried })];
    }
    const named = { service: serviceText(first.passkey), key: nameOf(candidate) };
    return [t(first.state === 'not-checked' ? 'cli.delete.not-checked' : 'cli.delete.done', named)];
  },
  status: ({ deletions }) => statusOf(deletions),
});

/** Deletes passkeys, says and records what becomes of each. */
async function deleteConfirmed(
  context: CommandContext,
  candidate: KeyCandidate,
  wanted: readonly WantedDeletion[],
): Promise<readonly Deletion[]> {
  const results = await deleteInOrder(
    wanted.map(({ passkey }) => passkey),
    (passkey) => deleteOne(context, candidate, passkey),
  );
  const deletions = wanted.map((one, index): Deletion => {
    const { state = 'not-tried', failure = null } = results[index] ?? {};
    return { ...one, state, failure };
  });
  if (wanted.length > 1) {
    // Here and not in the answer alone: after an interrupt there is none.
    for (const one of deletions) context.terminal.note(endText(context.t, one));
  }
  return deletions;
}

async function deleteOne(
  context: CommandContext,
  candidate: KeyCandidate,
  { rpIdHash, credentialId, rpId, userName }: Credential,
): Promise<Outcome<{ readonly stillListed: boolean | null }>> {
  const { keys } = await context.core();
  const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
  const outcome = await keys.run('delete-passkey', candidate.key.handle, { rpIdHash, credentialId }, options);
  if (!outcome.ok) return outcome;
  const { stillListed, listing: after } = outcome.value;
  if (candidate.inventoryId !== null && after !== null) {
    const { inventory } = await openedInventory(context);
    // The key that was unlocked, even if nothing on it can tell any more which one it is.
    await inventory.recordListing(candidate.key, after, { keyId: candidate.inventoryId });
  }
  if (candidate.inventoryId === null && context.hasInventory() && stillListed !== true) {
    const { inventory } = await openedInventory(context);
    // The passkey is gone: that it could not be written down does not make the deletion fail.
    await inventory.noteDeletion({ keyLabel: nameOf(candidate), rpId, userName });
  }
  return outcome;
}

/** Throws CommandFailed where the one passkey that was named is not gone. */
function requireDeleted({ t }: CommandContext, deletions: readonly Deletion[]): void {
  for (const { state, failure } of deletions) {
    if (failure !== null) throw new CommandFailed(failure);
    if (state === 'not-tried') throw new CommandFailed({ kind: 'cancelled' });
    if (state === 'still-listed') {
      throw new CommandFailed({ kind: 'key-broke-protocol', detail: t('cli.delete.still-listed') });
    }
  }
}

/** Returns the exit status: that of the first passkey that ended otherwise than expected. */
function statusOf(deletions: readonly Deletion[]): ExitStatus {
  const ended = deletions.find(({ state }) => state !== 'deleted');
  if (ended === undefined) return exitStatus.done;
  if (ended.failure !== null) return exitStatusOf[ended.failure.kind];
  if (ended.state === 'still-listed') return exitStatus.refused;
  const isRestTried = deletions.every(({ state }) => state !== 'not-tried');
  return isRestTried ? exitStatus.done : exitStatus.notActed;
}

function endText(t: Translate, { passkey, state, failure }: Deletion): string {
  const user = displayText(passkey.userName ?? passkey.userDisplayName ?? t('account.unnamed'), 60);
  const reason = failure === null ? '' : ` ${displayText(failureMessage(t, failure).text, 400)}`;
  return t('cli.delete.end', { service: serviceText(passkey), user, end: `${t(`deletion.state.${state}`)}${reason}` });
}

function deletionDocument(t: Translate, { passkey, facts, state, failure }: Deletion) {
  return {
    passkey,
    state,
    failure: failure === null ? null : { kind: failure.kind, message: failureMessage(t, failure).text },
    ...factsDocument(facts),
    closedToo: facts?.closedToo ?? null,
  };
}

/** Returns the fields that stand in the document itself where one passkey was named. */
function ofOneDocument([deletion]: readonly Deletion[]) {
  if (deletion === undefined) return {};
  const { passkey, facts, state } = deletion;
  return { stillListed: state === 'not-checked' ? null : false, passkey, ...factsDocument(facts) };
}

function factsDocument(facts: WantedDeletion['facts']) {
  return {
    otherKeys: facts?.otherKeys ?? null,
    otherWaysIn: facts?.otherWaysIn.map(({ kind, name }) => ({ kind, name })) ?? null,
    onlyKnownWay: facts?.onlyKnownWay ?? null,
  };
}
