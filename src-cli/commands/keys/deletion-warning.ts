import type { Credential } from '../../../src-shared/domain/credential.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';
import type { RemainingAccess } from '../../../src-shared/coverage/deletion-facts.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { nameOf } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { serviceText } from './passkeys.ts';

/** A passkey that is to be deleted, and what the inventory knows of its account; null without an inventory. */
export interface WantedDeletion {
  readonly passkey: Credential;
  readonly facts: RemainingAccess | null;
}

/** Finds what the inventory knows of the accounts of passkeys that are to be deleted together. */
export async function wantedDeletions(
  context: CommandContext,
  candidate: KeyCandidate,
  passkeys: readonly Credential[],
): Promise<readonly WantedDeletion[]> {
  if (!context.hasInventory()) return passkeys.map((passkey) => ({ passkey, facts: null }));
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
  const nameOfAccount = accountNames(context.t, context.locale, report);
  const all = deletionFacts(report, snapshot.enrolments, candidate.inventoryId, passkeys);
  return passkeys.map((passkey, index) => {
    const facts = all[index];
    return { passkey, facts: facts === undefined ? null : { ...facts, closedToo: facts.closedToo.map(nameOfAccount) } };
  });
}

/** Returns the lines that name a passkey before it is deleted, and what is lost with it. */
export function deletionWarning(
  { t, locale }: CommandContext,
  candidate: KeyCandidate,
  { passkey, facts }: WantedDeletion,
): string[] {
  const known = facts?.service ?? null;
  const service = known === null ? serviceText(passkey) : serviceNameIn(known, locale);
  const user = displayText(passkey.userName ?? passkey.userDisplayName ?? t('account.unnamed'), 60);
  const isDoubtful = passkey.notes.includes('rp-id-hash-mismatch');
  const lines = [
    t('cli.delete.what', { service: displayRpId(service, 60), user, key: nameOf(candidate) }),
    ...(isDoubtful ? [`! ${t('note.rp-id-hash-mismatch')}`] : []),
  ];
  if (facts === null || facts.service === null) return [...lines, t('cli.delete.nothing-known')];
  const count = facts.closedToo.length;
  const names = facts.closedToo.map((account) => displayText(account, 60)).join(t('list.separator'));
  const closedToo = count === 0 ? [] : [t('delete.closed-too', { count, names })];
  if (facts.onlyKnownWay) return [...lines, t('cli.delete.only-way'), ...closedToo];
  const others = [...facts.otherKeys, ...facts.otherWaysIn.map(({ name }) => name)].map((name) =>
    displayText(name, 60),
  );
  if (others.length === 0) return [...lines, t('cli.delete.same-key'), ...closedToo];
  return [...lines, t('cli.delete.others', { others: others.join(t('list.separator')) }), ...closedToo];
}
