import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { emptyListMessage } from '../../../src-shared/i18n/failure-message.ts';
import { factText } from '../../../src-shared/key-facts/key-fact.ts';
import { passkeyFacts, personalDataNotice } from '../../../src-shared/key-facts/passkey-facts.ts';
import { displayRpId, displayText } from '../../../src-shared/lib/display-text.ts';
import { personalDataIn } from '../../../src-shared/lib/personal-data.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import { flag } from '../../program/options.ts';
import { readPasskeys } from '../../program/read-passkeys.ts';
import { factLines, tableLines } from '../../terminal/table-lines.ts';

/** `passkeys`: the passkeys of one key, with every field. Nothing is stored: `scan` does that. */
export const listPasskeys = defineCommand({
  summary: 'cli.passkeys',
  options: { details: flag('--details', 'cli.option.details') },
  run: async (context, { details }) => {
    const { candidate, listing, by } = await readPasskeys(context, await chosenKey(context));
    return { candidate, listing, by, details };
  },
  document: (_, { candidate, listing, by }) => {
    const { existing, remaining, problems, complete, readAt } = listing;
    const passkeys = listing.passkeys.map((one) => ({ ...one, personalData: personalDataIn(one.userId) }));
    return { key: keyReference(candidate), existing, remaining, passkeys, problems, complete, readAt, by };
  },
  lines: (context, { candidate, listing, details }) => [
    ...(details ? detailLines(context, listing, candidate.key.facts?.extensions ?? null) : []),
    ...listingLines(context, listing),
  ],
});

/** Returns a block of facts for each passkey. */
function detailLines(
  { t, terminal }: CommandContext,
  { passkeys }: Pick<PasskeyListing, 'passkeys'>,
  extensions: readonly string[] | null,
): string[] {
  return passkeys.flatMap((passkey) => [
    `${serviceText(passkey)}  ${displayText(passkey.userName ?? '–', 40)}`,
    ...factLines(
      [
        ...passkeyFacts(t, passkey, extensions).map(
          (fact) => [`  ${t(fact.name)}`, [factText(t, fact), fact.raw].filter(Boolean).join(' · ')] as const,
        ),
        [`  ${t('cli.column.credential-id')}`, passkey.credentialId] as const,
      ],
      terminal.size,
    ),
    '',
  ]);
}

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
  const notes = listing.passkeys.flatMap((passkey) => {
    const personal = personalDataNotice(t, passkey.userId);
    const texts = [...passkey.notes.map((note) => t(`note.${note}`)), ...(personal === null ? [] : [personal])];
    return texts.map((text) => `! ${shortId(passkey.credentialId)}: ${text}`);
  });
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
