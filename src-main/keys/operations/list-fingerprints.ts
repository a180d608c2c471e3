import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { FingerprintListing } from '../../../src-shared/domain/fingerprint.ts';
import { fingerprintCapability, requireFingerprintAccess } from '../fingerprint-access.ts';
import type { CapabilityFacts, OpenedKey } from '../opened-key.ts';
import { listFingerprints } from '../read-fingerprints.ts';

/** Returns whether the fingerprints of a key can be listed and changed, once it is unlocked. */
export function capability(facts: CapabilityFacts): Capability {
  return fingerprintCapability(facts);
}

/** Lists the fingerprints with the token held. Throws KeyFailure. */
export async function run(opened: OpenedKey<'look'>): Promise<FingerprintListing> {
  return listFingerprints('list-fingerprints', opened, requireFingerprintAccess(opened.record));
}
