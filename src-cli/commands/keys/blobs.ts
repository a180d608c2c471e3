import { unlistableFailure } from '../../../src-shared/domain/capability.ts';
import { freeBytes, type LargeBlobListing } from '../../../src-shared/domain/large-blob.ts';
import { blobOwnerText, blobRoomText } from '../../../src-shared/i18n/large-blob-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { chosenKey, withTypedPin } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { tableLines } from '../../terminal/table-lines.ts';

/** `blobs`: the large blobs of one key, whose they are, and the room that is left. */
export const listBlobs = defineCommand({
  summary: 'cli.blobs.list',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    return { candidate, listing: await unlockBlobs(context, candidate) };
  },
  document: (_, { candidate, listing }) => ({
    key: keyReference(candidate),
    ...listing,
    freeBytes: freeBytes(listing),
  }),
  lines: (context, { listing }) => blobLines(context, listing),
});

/** Asks for the PIN and lists the large blobs; the key stays unlocked for them. Throws CommandFailed. */
export async function unlockBlobs(context: CommandContext, candidate: KeyCandidate): Promise<LargeBlobListing> {
  const { listBlobs: can } = candidate.key.facts?.capabilities ?? {};
  if (can?.answer === 'no' && can.reason !== null) {
    const failure = unlistableFailure(can.reason);
    const isOfPin = failure.kind !== 'not-supported';
    throw new CommandFailed(
      isOfPin ? failure : { kind: 'not-supported', feature: 'large-blobs' },
      context.t(`reason.${can.reason}`),
    );
  }
  const { keys } = await context.core();
  const { handle } = candidate.key;
  return withTypedPin(context, candidate, (pin) =>
    keys.run('unlock-blobs', handle, { pin }, { signal: context.signal }),
  );
}

function blobLines({ t, terminal }: CommandContext, listing: LargeBlobListing): string[] {
  const room = blobRoomText(t, listing);
  if (listing.state === 'damaged') return [t('blob.damaged'), room];
  if (listing.blobs.length === 0) return [t('blob.none'), room];
  const header = [
    t('cli.column.blob'),
    t('cli.column.service'),
    t('cli.column.user'),
    t('cli.column.blob-size'),
    t('cli.column.blob-stored'),
    t('cli.column.blob-content'),
  ];
  const rows = listing.blobs.map((blob) => [
    blob.blobId,
    blobOwnerText(t, blob, listing.passkeysComplete),
    displayText(blob.owner?.userName ?? '–', 40),
    blob.size === null ? '–' : String(blob.size),
    String(blob.storedBytes),
    t(`blob.content.${blob.content}`),
  ]);
  return [...tableLines(header, rows, terminal.size), '', room];
}
