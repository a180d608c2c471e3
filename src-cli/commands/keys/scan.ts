import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { completeListing } from '../../../src-shared/plans/complete-listing.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';
import { identityAnswer } from '../../program/identity-answer.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, refreshed } from '../../program/key-access.ts';
import { text } from '../../program/options.ts';
import { listedOrAsked, recheck } from '../../program/read-passkeys.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { serviceText } from './passkeys.ts';

/** `scan`: reads one key and stores what was read. */
export const scan = defineCommand({
  summary: 'cli.scan',
  options: { as: text('--as <key>', 'cli.option.as') },
  run: async (context, { as }) => {
    // Opened before the PIN is asked for: a reading that cannot be stored is not worth a PIN.
    const { inventory, snapshot } = await openedInventory(context);
    const chosen = await chosenKey(context);
    const record = snapshot.keys.find(({ id }) => id === chosen.inventoryId);
    // Which key it is, where a person says so, is checked by its listing.
    const since = record === undefined || as !== undefined ? null : completeListing(record);
    const rechecked = await recheck(context, chosen, since);
    if (record !== undefined && since !== null && rechecked?.listing === null) {
      const { readAt } = rechecked;
      valueOf(await inventory.recordUnchanged({ keyId: record.id, since, readAt }));
      return { key: await refreshed(context, chosen, record.id), by: 'read-access', ...unchangedReading(record) };
    }
    const { candidate, listing, by } = await listedOrAsked(context, chosen, rechecked);
    const answer = await identityAnswer(context, inventory, candidate, listing, as);
    const stored = valueOf(await inventory.recordListing(candidate.key, listing, answer));
    return { key: await refreshed(context, candidate, stored.keyId), by, unchanged: false, listing, stored };
  },
  document: (_, { key, by, unchanged, listing, stored }) => ({
    key: keyReference(key),
    done: true,
    by,
    unchanged,
    isNew: stored.isNew,
    existing: listing.existing,
    remaining: listing.remaining,
    complete: listing.complete,
    problems: listing.problems,
    added: stored.added.map(enrolmentDocument),
    vanished: stored.vanished.map(enrolmentDocument),
  }),
  lines: ({ t }, { key, unchanged, listing, stored }) =>
    unchanged
      ? [t('cli.scan.unchanged', { key: nameOf(key), count: listing.existing ?? -1 })]
      : [
          t('cli.scan.done', { key: nameOf(key), count: listing.passkeys.length }),
          ...(listing.complete ? [] : [`! ${t('cli.passkeys.incomplete')}`]),
          ...stored.added.map((enrolment) => `+ ${enrolmentText(enrolment)}`),
          ...mismatches(t, listing),
          ...stored.vanished.map((enrolment) => `- ${enrolmentText(enrolment)}`),
        ],
});

/** Returns what is answered where the key says that nothing has changed: what it listed last is still so. */
function unchangedReading({ existing, remaining }: InventoryKey) {
  return {
    unchanged: true,
    listing: { existing, remaining, complete: true, problems: [], passkeys: [] },
    stored: { isNew: false, added: [], vanished: [] },
  };
}

/** Lists the names that are not what their hash says: shown as given, and no service. */
function mismatches(t: Translate, { passkeys }: Pick<PasskeyListing, 'passkeys'>): string[] {
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
