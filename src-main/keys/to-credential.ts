import type { Credential } from '../../src-shared/domain/credential.ts';
import { cutInMiddle } from '../../src-shared/lib/display-text.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { StoredCredential, StoredRp } from '../ctap2/stored-credential.ts';

/** Longest text that leaves the main side, in UTF-16 units; what a key really stores is far shorter. */
const longestText = 1_000;

/** Returns the plain form of one passkey; null where it has no usable credential ID and so cannot be named or deleted. */
export function toCredential(
  rp: StoredRp,
  rpIdHash: Uint8Array,
  stored: StoredCredential,
  rpIdOfHash: (rpIdHash: string) => string | null,
): Credential | null {
  if (stored.credentialId === null) return null;
  const hash = toHex(rpIdHash);
  const rpId = fullRpId(rp, hash, rpIdOfHash);
  return {
    credentialId: toHex(stored.credentialId),
    rpId: rpId === null ? null : cutInMiddle(rpId, longestText),
    rpIdHash: hash,
    rpName: capped(rp.rpName),
    userId: stored.userId === null ? null : toHex(stored.userId),
    userName: capped(stored.userName),
    userDisplayName: capped(stored.userDisplayName),
    algorithm: stored.publicKey?.algorithm ?? null,
    credProtect: stored.credProtect,
    hasLargeBlobKey: stored.hasLargeBlobKey,
    thirdPartyPayment: stored.thirdPartyPayment,
    notes: [...new Set([...rp.notes, ...stored.notes])],
  };
}

/** Returns the key's own text unless it is missing or cut: then that of a known service with this hash, if there is one. */
function fullRpId(rp: StoredRp, hash: string, rpIdOfHash: (rpIdHash: string) => string | null): string | null {
  const doubtful = rp.rpId === null || rp.notes.includes('rp-id-shortened');
  return doubtful ? (rpIdOfHash(hash) ?? rp.rpId) : rp.rpId;
}

function capped(text: string | null): string | null {
  return text === null || text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
