import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { emptyListMessage } from '../../../src-shared/i18n/failure-message.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { chosenKey, unlock } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import { tableLines } from '../../terminal/table-lines.ts';

/** `passkeys`: the passkeys of one key, with every field. Nothing is stored: `scan` does that. */
export const listPasskeys = defineCommand({
  summary: 'cli.passkeys',
  options: {},
  run: async (context) => {
    const { candidate, listing } = await unlock(context, await chosenKey(context));
    const { existing, remaining, passkeys, problems, complete, readAt } = listing;
    return { key: keyReference(candidate), existing, remaining, passkeys, problems, complete, readAt };
  },
  lines: listingLines,
});

function listingLines(
  { t, terminal }: CommandContext,
  listing: Pick<PasskeyListing, 'remaining' | 'passkeys' | 'problems' | 'complete'>,
): string[] {
  const problems = listing.problems.map(({ at, message }) => `! ${displayText(`${at}: ${message}`, 300)}`);
  const summary = t('cli.passkeys.summary', {
    count: listing.passkeys.length,
    remaining: listing.remaining ?? -1,
  });
  if (listing.passkeys.length === 0) return [emptyListMessage(t, null, listing.complete), ...problems];
  const header = (['service', 'user', 'display-name', 'credential-id'] as const).map((name) => t(`cli.column.${name}`));
  const rows = listing.passkeys.map((passkey) => [
    serviceText(passkey),
    displayText(passkey.userName ?? '–', 40),
    displayText(passkey.userDisplayName ?? '–', 30),
    shortId(passkey.credentialId),
  ]);
  const notes = listing.passkeys.flatMap((passkey) =>
    passkey.notes.map((note) => `! ${shortId(passkey.credentialId)}: ${t(`note.${note}`)}`),
  );
  const incomplete = listing.complete ? [] : [`! ${t('cli.passkeys.incomplete')}`];
  return [...tableLines(header, rows, terminal.size), '', summary, ...incomplete, ...notes, ...problems];
}

/** Returns the website as the key names it, else the beginning of its hash. */
export function serviceText(passkey: Pick<Credential, 'rpId' | 'rpIdHash'>): string {
  return passkey.rpId === null ? `#${passkey.rpIdHash.slice(0, 12)}` : displayRpId(passkey.rpId, 48);
}

/** Shortens a credential ID: `delete` and `rename` accept any beginning of at least 8 digits that fits one passkey. */
function shortId(credentialId: string): string {
  return credentialId.length > 16 ? `${credentialId.slice(0, 16)}…` : credentialId;
}
