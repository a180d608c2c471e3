import { hkdfSync } from 'node:crypto';
import { aesBlock, decryptBlocks } from './aes-cbc.ts';
import type { PinUvAuthToken } from './pin-uv-auth-token.ts';

/** The two encrypted members of getInfo by the name that their key is derived with. */
export type EncryptedMember = 'encIdentifier' | 'encCredStoreState';

/**
 * Decrypts getInfo member 19 or 1E (32 bytes, IV first) with the persistent token (CTAP 2.2 §6.4, 2.3 §6.4): gives the
 * 16-byte identifier of the unit, or the state of its credential store. Null where the member has another length. A token
 * of another time gives 16 bytes as well, which then match nothing.
 */
export function decryptPersistentMember(
  token: Pick<PinUvAuthToken, 'exposeTokenBytes'>,
  member: EncryptedMember,
  value: Uint8Array,
): Uint8Array | null {
  if (value.length !== 2 * aesBlock) return null;
  const key = new Uint8Array(hkdfSync('sha256', token.exposeTokenBytes(), new Uint8Array(32), member, 16));
  try {
    return decryptBlocks(key, value.subarray(0, aesBlock), value.subarray(aesBlock));
  } finally {
    key.fill(0);
  }
}
