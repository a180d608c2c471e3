import type { Enrolment } from '../../../src-shared/domain/inventory.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failed.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, refreshed, unlock } from '../../program/key-access.ts';
import { keyReference, nameOf } from './key-document.ts';
import type { OwnOptions } from '../../program/program.ts';

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

function briefly({ rpId, rpIdHash, userName, userId, credentialId }: Enrolment): Record<string, unknown> {
  return { rpId, rpIdHash, userName, userId, credentialId };
}

function words({ rpId, rpIdHash, userName }: Enrolment): string {
  return displayText([rpId ?? `#${rpIdHash?.slice(0, 12) ?? ''}`, userName ?? ''].join('  ').trim(), 120);
}
