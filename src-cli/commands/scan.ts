import type { Enrolment } from '../../src-shared/domain/inventory.ts';
import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { IdentityAnswer, Inventory } from '../../src-main/inventory/inventory.ts';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageError, valueOf } from '../command-failed.ts';
import { openedInventory, rememberedKey } from '../inventory-access.ts';
import { chosenKey, refreshed, unlock } from '../key-access.ts';
import { keyReference, nameOf } from '../key-document.ts';
import type { OwnOptions } from '../program.ts';
import type { KeyCandidate } from '../select-key.ts';

/** `scan`: reads one key and stores what was read. */
export async function scan(
  context: CommandContext,
  _args: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  // Opened before the PIN is asked for: a reading that cannot be stored is not worth a PIN.
  const { inventory } = await openedInventory(context);
  const { candidate, listing } = await unlock(context, await chosenKey(context));
  const answer = await identityAnswer(context, inventory, candidate, listing, options['as']);
  const stored = valueOf(await inventory.recordListing(candidate.key, listing, answer));
  const known = await refreshed(context, candidate, stored.keyId);
  return {
    document: {
      key: keyReference(known),
      done: true,
      isNew: stored.isNew,
      existing: listing.existing,
      remaining: listing.remaining,
      complete: listing.complete,
      problems: listing.problems,
      added: stored.added.map(briefly),
      vanished: stored.vanished.map(briefly),
    },
    lines: [
      context.t('cli.scan.done', { key: nameOf(known), count: listing.passkeys.length }),
      ...(listing.complete ? [] : [`! ${context.t('cli.passkeys.incomplete')}`]),
      ...stored.added.map((enrolment) => `+ ${words(enrolment)}`),
      ...stored.vanished.map((enrolment) => `- ${words(enrolment)}`),
    ],
  };
}

/** The person's answer where the inventory cannot tell which key this is; asked only then. */
async function identityAnswer(
  context: CommandContext,
  inventory: Inventory,
  candidate: KeyCandidate,
  listing: PasskeyListing,
  as: OwnOptions[string],
): Promise<IdentityAnswer | undefined> {
  const { t, terminal } = context;
  const { snapshot } = await openedInventory(context);
  if (typeof as === 'string') return as === 'new' ? { newKey: true } : { keyId: rememberedKey(snapshot, as).id };
  const recognition = valueOf(await inventory.recognise(candidate.key, listing));
  if (recognition.state !== 'undecided') return undefined;
  const labels = recognition.candidates.map((id) => snapshot.keys.find((key) => key.id === id)?.label ?? id);
  if (labels.length === 0) return { newKey: true };
  const choices = labels.map((label) => displayText(label, 60)).join(t('list.separator'));
  if (!terminal.canAsk || context.options.yes === true) throw new UsageError(t('cli.usage.which-key', { choices }));
  terminal.note(t('cli.scan.which-key', { choices }));
  const given = (await terminal.askLine(t('cli.prompt.which-key'), context.signal)).trim();
  if (given === '') throw new UsageError(t('cli.usage.which-key', { choices }));
  return given === 'new' ? { newKey: true } : { keyId: rememberedKey(snapshot, given).id };
}

function briefly({ rpId, rpIdHash, userName, userId, credentialId }: Enrolment): Record<string, unknown> {
  return { rpId, rpIdHash, userName, userId, credentialId };
}

function words({ rpId, rpIdHash, userName }: Enrolment): string {
  return displayText([rpId ?? `#${rpIdHash?.slice(0, 12) ?? ''}`, userName ?? ''].join('  ').trim(), 120);
}
