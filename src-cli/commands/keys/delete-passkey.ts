import type { Credential } from '../../../src-shared/domain/credential.ts';
import type { RemainingAccess } from '../../../src-shared/coverage/deletion-facts.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { keyJournal, openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, unlock } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { namedPasskey, requireCredentialId } from '../../program/arguments/passkey-argument.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { serviceText } from './passkeys.ts';

/** `passkeys delete`: deletes one passkey after naming the account and what else opens it. */
export const deletePasskey = defineCommand({
  summary: 'cli.passkeys.delete',
  args: '<credential-id>',
  options: {},
  run: async (context, { args: [argument = ''] }) => {
    requireCredentialId(context, argument);
    // Opened first, with its passphrase if need be: without it nobody can say what else opens the account.
    if (context.hasInventory()) await openedInventory(context);
    const { candidate, listing } = await unlock(context, await chosenKey(context));
    const passkey = namedPasskey(context, listing, argument);
    const facts = await factsOf(context, candidate, passkey);
    for (const line of warning(context, candidate, passkey, facts)) context.terminal.note(line);
    await confirm(context, context.t('cli.delete.question'));
    return { candidate, passkey, facts, stillListed: await deleteConfirmed(context, candidate, passkey) };
  },
  document: (_, { candidate, passkey, facts, stillListed }) => ({
    key: keyReference(candidate),
    done: true,
    stillListed,
    passkey,
    otherKeys: facts?.otherKeys ?? null,
    otherWaysIn: facts?.otherWaysIn.map(({ kind, name }) => ({ kind, name })) ?? null,
    onlyKnownWay: facts?.onlyKnownWay ?? null,
  }),
  lines: ({ t }, { candidate, passkey, stillListed }) => [
    t(stillListed === null ? 'cli.delete.not-checked' : 'cli.delete.done', {
      service: serviceText(passkey),
      key: nameOf(candidate),
    }),
  ],
});

/**
 * Deletes the passkey and records what became of it. Returns whether the key lists it still; null where that could not be
 * checked. Throws CommandFailed, also where it does.
 */
async function deleteConfirmed(
  context: CommandContext,
  candidate: KeyCandidate,
  passkey: Credential,
): Promise<false | null> {
  const { keys } = await context.core();
  const { rpIdHash, credentialId } = passkey;
  const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
  const outcome = await keys.run('delete-passkey', candidate.key.handle, { rpIdHash, credentialId }, options);
  const { stillListed, listing: after } = valueOf(outcome);
  if (candidate.inventoryId !== null && after !== null) {
    const { inventory } = await openedInventory(context);
    // The key that was unlocked, even if nothing on it can tell any more which one it is.
    await inventory.recordListing(candidate.key, after, { keyId: candidate.inventoryId });
  }
  if (candidate.inventoryId === null && context.hasInventory() && stillListed !== true) {
    const { inventory } = await openedInventory(context);
    const { rpId, userName } = passkey;
    // The passkey is gone: that it could not be written down does not make the deletion fail.
    await inventory.noteDeletion({ keyLabel: nameOf(candidate), rpId, userName });
  }
  if (stillListed === true) {
    throw new CommandFailed({ kind: 'key-broke-protocol', detail: context.t('cli.delete.still-listed') });
  }
  return stillListed;
}

/** Returns what the inventory knows of the account; null without an inventory. */
async function factsOf(
  context: CommandContext,
  candidate: KeyCandidate,
  passkey: Credential,
): Promise<RemainingAccess | null> {
  if (!context.hasInventory()) return null;
  const { snapshot } = await openedInventory(context);
  const [{ analyseCoverage }, { coverageInputOf }, { deletionFacts }, { accountNames }, { catalogueOf }] =
    await Promise.all([
      import('../../../src-shared/coverage/analyse-coverage.ts'),
      import('../../../src-shared/coverage/coverage-input.ts'),
      import('../../../src-shared/coverage/deletion-facts.ts'),
      import('../../../src-shared/i18n/account-text.ts'),
      import('../../program/service-catalogue.ts'),
    ]);
  const report = analyseCoverage(coverageInputOf(snapshot, catalogueOf(snapshot), new Date().toISOString()));
  const facts = deletionFacts(report, snapshot.enrolments, candidate.inventoryId, passkey);
  return { ...facts, closedToo: facts.closedToo.map(accountNames(context.t, context.locale, report)) };
}

function warning(
  { t, locale }: CommandContext,
  candidate: KeyCandidate,
  passkey: Credential,
  facts: RemainingAccess | null,
): string[] {
  const service = (locale === 'ja' ? facts?.service?.nameJa : null) ?? facts?.service?.name ?? serviceText(passkey);
  const user = displayText(passkey.userName ?? passkey.userDisplayName ?? t('account.unnamed'), 60);
  const isDoubtful = passkey.notes.includes('rp-id-hash-mismatch');
  const lines = [
    t('cli.delete.what', { service: displayRpId(service, 60), user, key: nameOf(candidate) }),
    ...(isDoubtful ? [`! ${t('note.rp-id-hash-mismatch')}`] : []),
  ];
  if (facts === null || facts.service === null) return [...lines, t('cli.delete.nothing-known')];
  if (facts.onlyKnownWay) {
    const names = facts.closedToo.map((account) => displayText(account, 60)).join(t('list.separator'));
    const count = facts.closedToo.length;
    return [...lines, t('cli.delete.only-way'), ...(count === 0 ? [] : [t('delete.closed-too', { count, names })])];
  }
  const others = [...facts.otherKeys, ...facts.otherWaysIn.map(({ name }) => name)].map((name) =>
    displayText(name, 60),
  );
  if (others.length === 0) return [...lines, t('cli.delete.same-key')];
  return [...lines, t('cli.delete.others', { others: others.join(t('list.separator')) })];
}
