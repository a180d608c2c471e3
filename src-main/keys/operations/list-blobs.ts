import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { LargeBlobListing } from '../../../src-shared/domain/large-blob.ts';
import { blobCapability, requireLargeBlobs } from '../blob-access.ts';
import type { CapabilityFacts, OpenedKey } from '../opened-key.ts';
import { readBlobs } from '../read-blobs.ts';
import { requireFido2, requireUnlocked } from '../requirements.ts';

/** Returns whether the large blobs of a key can be listed, once it is unlocked. */
export function capability(facts: CapabilityFacts): Capability {
  return blobCapability(facts);
}

/** Lists the large blobs with the token held. Throws KeyFailure. */
export async function run(opened: OpenedKey<'working' | 'look'>): Promise<LargeBlobListing> {
  const { record } = opened;
  requireLargeBlobs(requireFido2(record));
  const { token } = requireUnlocked(record);
  record.blobs = await readBlobs('list-blobs', opened, token);
  return record.blobs.listing;
}
