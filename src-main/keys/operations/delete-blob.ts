import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import { entriesOf, serializeEntries } from '../../ctap2/large-blob-array.ts';
import { requireBlobToken } from '../blob-access.ts';
import type { ReadBlobs } from '../blobs-as-read.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf } from '../operation-failure.ts';
import { readBlobArray } from '../read-blob-array.ts';
import { blobIdOf } from '../read-blobs.ts';
import { requireListedBlob } from '../requirements.ts';
import { writeBlobArray } from '../write-blob-array.ts';

/**
 * Deletes one blob: reads the array again, refuses where it is damaged or no longer the one that was listed, writes it without that entry, every
 * other one as it was, and reads it back. Throws KeyFailure: `outcome-unknown` where no clear answer came; it is never sent again.
 */
export async function run(
  opened: OpenedKey<'look'>,
  { blobId }: RunInput<'delete-blob'>,
): Promise<OutputOf<'delete-blob'>> {
  const { record, signal } = opened;
  const token = requireBlobToken(record);
  const listed = requireListedBlob(record, blobId);
  const present = await readBlobArray('delete-blob', opened);
  const entries = entriesOf(present);
  if (entries === null) throw new KeyFailure({ kind: 'blobs-damaged' });
  if (!equalBytes(present, listed.array)) throw new KeyFailure({ kind: 'blobs-changed' });
  signal.throwIfAborted();
  const left = serializeEntries(entries.filter((entry) => blobIdOf(entry) !== blobId));
  // Whatever comes of it: what was listed is not what the key has.
  record.blobs = null;
  await writeBlobArray('delete-blob', opened, token, left);
  record.noteTokenUse(performance.now());
  return readBack(opened, blobId, withoutBlob(listed, blobId, left));
}

/** Reads what the key has now, whether or not it was given up meanwhile: the change stands. */
async function readBack(
  opened: OpenedKey<'look'>,
  blobId: string,
  expected: ReadBlobs,
): Promise<OutputOf<'delete-blob'>> {
  const { record, knowledge } = opened;
  try {
    const present = await readBlobArray('delete-blob', { ...opened, signal: record.gone });
    if (equalBytes(present, expected.array)) {
      record.blobs = { ...expected, listing: { ...expected.listing, readAt: knowledge.now().toISOString() } };
      return { stillListed: false, listing: record.blobs.listing };
    }
    const entries = entriesOf(present);
    const stillListed = entries === null ? null : entries.some((entry) => blobIdOf(entry) === blobId);
    return { stillListed, listing: null };
  } catch (error) {
    if (refusalOf(error) !== null) record.dropToken();
    return { stillListed: null, listing: null };
  }
}

function withoutBlob({ listing, contents }: ReadBlobs, blobId: string, array: Uint8Array): ReadBlobs {
  const blobs = listing.blobs.filter((blob) => blob.blobId !== blobId);
  return {
    listing: { ...listing, usedBytes: array.length, blobs },
    array,
    contents: new Map([...contents].filter(([id]) => id !== blobId)),
  };
}
