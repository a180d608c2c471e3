import { bigEndian, concat, fromHex } from '../codec/bytes.ts';
import type { CborMap } from '../codec/cbor-types.ts';
import { writeCbor } from '../codec/cbor-writer.ts';
import type { KeyState } from './key-state.ts';

/** WebAuthn §6.1, flags of the authenticator data. */
export const DataFlag = {
  userPresent: 0x01,
  userVerified: 0x04,
  attestedCredential: 0x40,
  extensions: 0x80,
} as const;

/** Writes authenticator data (WebAuthn §6.1); counts the signature. */
export function authenticatorData(
  state: KeyState,
  rpIdHash: Uint8Array,
  flags: number,
  attested: { readonly id: Uint8Array; readonly publicKey: CborMap } | null,
  extensions: CborMap,
): Uint8Array {
  state.signCount++;
  const allFlags =
    flags | (attested === null ? 0 : DataFlag.attestedCredential) | (extensions.size === 0 ? 0 : DataFlag.extensions);
  const parts = [rpIdHash, Uint8Array.of(allFlags), bigEndian(state.signCount, 4)];
  if (attested !== null) {
    const { id, publicKey } = attested;
    parts.push(modelOf(state), bigEndian(id.length, 2), id, writeCbor(publicKey));
  }
  if (extensions.size > 0) parts.push(writeCbor(extensions));
  return concat(...parts);
}

/** Returns the AAGUID of attested data: that of U2F is zero (CTAP 2.1 §8.1). */
function modelOf({ personality: { attestation, aaguid } }: KeyState): Uint8Array {
  return attestation === 'fido-u2f' ? new Uint8Array(16) : fromHex(aaguid);
}
