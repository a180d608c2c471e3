import type { LargeBlobListing } from '../../../src-shared/domain/large-blob.ts';
import { blobPermissions, requireLargeBlobs } from '../blob-access.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { readBlobs } from '../read-blobs.ts';
import { requireFido2 } from '../requirements.ts';
import { withPinToken } from '../with-pin-token.ts';

/** Checks the PIN, lists the large blobs and keeps the token, which writes them, too. Throws KeyFailure. */
export async function run(
  opened: OpenedKey<'working' | 'look'>,
  { pin }: RunInput<'unlock-blobs'>,
): Promise<LargeBlobListing> {
  const { record } = opened;
  const info = requireFido2(record);
  requireLargeBlobs(info);
  const request = {
    operation: 'unlock-blobs',
    permissions: blobPermissions(info),
    pin,
    isFirstUse: (command: string) => command.endsWith('.getCredsMetadata'),
  } as const;
  return withPinToken(opened, info, request, async (token) => {
    const blobs = await readBlobs('unlock-blobs', opened, token);
    record.keepToken(token, performance.now());
    record.blobs = blobs;
    return blobs.listing;
  });
}
