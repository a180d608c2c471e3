import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, refreshed, unlock } from '../../program/key-access.ts';
import { text } from '../../program/options.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { serviceText } from './passkeys.ts';

/** `scan`: reads one key and stores what was read. */
export const scan = defineCommand({
  summary: 'cli.scan',
  options: { as: text('--as <key>', 'cli.option.as') },
  run: async (context, { as }) => {
    // Opened before the PIN is asked for: a reading that cannot be stored is not worth a PIN.
    const { inventory } = await openedInventory(context);
    const { candidate, listing } = await unlock(context, await chosenKey(context));
    const answer = await identityAnswer(context, inventory, candidate, listing, as);
    const stored = valueOf(await inventory.recordListing(candidate.key, listing, answer));
    return { key: await refreshed(context, candidate, stored.keyId), listing, stored };
  },
  document: (_, { key, listing, stored }) => ({
    key: keyReference(key),
    done: true,
    isNew: stored.isNew,
    existing: listing.existing,
    remaining: listing.remaining,
    complete: listing.complete,
    problems: listing.problems,
    added: stored.added.map(enrolmentDocument),
    vanished: stored.vanished.map(enrolmentDocument),
  }),
  lines: ({ t }, { key, listing, stored }) => [
    t('cli.scan.done', { key: nameOf(key), count: listing.passkeys.length }),
    ...(listing.complete ? [] : [`! ${t('cli.passkeys.incomplete')}`]),
    ...stored.added.map((enrolment) => `+ ${enrolmentText(enrolment)}`),
    ...mismatches(t, listing),
    ...stored.vanished.map((enrolment) => `- ${enrolmentText(enrolment)}`),
  ],
});

/** Lists the names that are not what their hash says: shown as given, and no service. */
function mismatches(t: Translate, { passkeys }: PasskeyListing): string[] {
  const marked = passkeys.filter(({ notes }) => notes.includes('rp-id-hash-mismatch'));
  return marked.map((passkey) => `! ${serviceText(passkey)}: ${t('note.rp-id-hash-mismatch')}`);
}

function enrolmentDocument({ rpId, rpIdHash, userName, userId, credentialId }: Enrolment): Record<string, unknown> {
  return { rpId, rpIdHash, userName, userId, credentialId };
}

function enrolmentText({ rpId, rpIdHash, userName }: Enrolment): string {
  const service = rpId === null ? `#${rpIdHash?.slice(0, 12) ?? ''}` : displayRpId(rpId, 60);
  return `${service}  ${displayText(userName ?? '', 60)}`.trim();
}
