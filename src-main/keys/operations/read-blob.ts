import { toHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { entriesOf } from '../../ctap2/large-blob-array.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure } from '../operation-failure.ts';
import { readBlobArray } from '../read-blob-array.ts';
import { blobIdOf } from '../read-blobs.ts';
import { requireListedBlob, requireUnlocked } from '../requirements.ts';

/** Returns the content of one blob, opened when it was listed, once the key was asked whether it has it still. Throws KeyFailure. */
export async function run(
  opened: OpenedKey<'look'>,
  { blobId }: RunInput<'read-blob'>,
): Promise<OutputOf<'read-blob'>> {
  const { record } = opened;
  requireUnlocked(record);
  const { contents } = requireListedBlob(record, blobId);
  const entries = entriesOf(await readBlobArray('read-blob', opened));
  if (entries?.some((entry) => blobIdOf(entry) === blobId) !== true) throw new KeyFailure({ kind: 'blob-not-found' });
  const data = contents.get(blobId);
  if (data === undefined) throw new KeyFailure({ kind: 'blob-unreadable' });
  return { data: toHex(data) };
}
