import { CborError } from '../cbor/cbor-error.ts';
import type { CborMap, CborValue } from '../cbor/cbor-value.ts';
import { decodeCbor } from '../cbor/decode-cbor.ts';
import { type CosePublicKey, readCosePublicKey } from './cose-public-key.ts';
import { isCborMap } from './read-members.ts';

/** The signed part of a makeCredential or getAssertion answer (WebAuthn §6.1). */
export interface AuthenticatorData {
  /** 32 bytes. */
  readonly rpIdHash: Uint8Array;
  readonly userPresent: boolean;
  readonly userVerified: boolean;
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly signCount: number;
  /** Present in makeCredential answers. */
  readonly attestedCredential: {
    readonly aaguid: Uint8Array;
    readonly credentialId: Uint8Array;
    readonly publicKey: CosePublicKey | null;
  } | null;
  readonly extensions: CborMap | null;
}

const headLength = 37;
const Flag = { up: 0x01, uv: 0x04, be: 0x08, bs: 0x10, at: 0x40, ed: 0x80 } as const;

/** Reads authenticator data; null where it is malformed: too short, a part cut off, bytes left over, bad CBOR. */
export function readAuthenticatorData(bytes: Uint8Array): AuthenticatorData | null {
  if (bytes.length < headLength) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(32);
  let offset = headLength;
  let attestedCredential: AuthenticatorData['attestedCredential'] = null;
  if ((flags & Flag.at) !== 0) {
    if (bytes.length < headLength + 18) return null;
    const idEnd = headLength + 18 + view.getUint16(headLength + 16);
    const key = idEnd <= bytes.length ? readFirst(bytes.subarray(idEnd)) : null;
    if (key === null) return null;
    attestedCredential = {
      aaguid: bytes.slice(headLength, headLength + 16),
      credentialId: bytes.slice(headLength + 18, idEnd),
      publicKey: readCosePublicKey(key.value),
    };
    offset = idEnd + key.length;
  }
  let extensions: CborMap | null = null;
  if ((flags & Flag.ed) !== 0) {
    const read = readFirst(bytes.subarray(offset));
    if (read === null || !isCborMap(read.value)) return null;
    extensions = read.value;
    offset += read.length;
  }
  if (offset !== bytes.length) return null;
  return {
    rpIdHash: bytes.slice(0, 32),
    userPresent: (flags & Flag.up) !== 0,
    userVerified: (flags & Flag.uv) !== 0,
    backupEligible: (flags & Flag.be) !== 0,
    backedUp: (flags & Flag.bs) !== 0,
    signCount: view.getUint32(33),
    attestedCredential,
    extensions,
  };
}

/** Reads the first CBOR item and says how long it is: a public key inside authenticator data names no length. */
function readFirst(bytes: Uint8Array): { readonly value: CborValue; readonly length: number } | null {
  try {
    return { value: decodeCbor(bytes).value, length: bytes.length };
  } catch (error) {
    if (!(error instanceof CborError) || error.reason !== 'trailing-bytes') return null;
    return { value: decodeCbor(bytes.subarray(0, error.offset)).value, length: error.offset };
  }
}
