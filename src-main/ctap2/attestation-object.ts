import { CborError } from '../cbor/cbor-error.ts';
import type { CborMap, CborValue } from '../cbor/cbor-value.ts';
import { decodeCbor } from '../cbor/decode-cbor.ts';
import { encodeCbor } from '../cbor/encode-cbor.ts';
import { type AuthenticatorData, readAuthenticatorData } from './authenticator-data.ts';
import type { MakeCredentialResponse } from './commands/make-credential.ts';
import { isCborMap } from './read-members.ts';

export type AttestationObject = Pick<
  MakeCredentialResponse,
  'format' | 'attestationStatement' | 'authenticatorData' | 'authenticatorDataBytes'
>;

/** Writes an attestation object (WebAuthn §6.5.4), in which a website gets a new credential. */
export function writeAttestationObject(created: AttestationObject): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', created.format],
      ['attStmt', created.attestationStatement],
      ['authData', created.authenticatorDataBytes],
    ]),
  );
}

/** Reads an attestation object; null where it is malformed. */
export function readAttestationObject(bytes: Uint8Array): AttestationObject | null {
  const map = readMap(bytes);
  const format = map?.get('fmt');
  const statement = map?.get('attStmt');
  const data = map?.get('authData');
  if (typeof format !== 'string' || !isCborMap(statement) || !(data instanceof Uint8Array)) return null;
  const authenticatorData: AuthenticatorData | null = readAuthenticatorData(data);
  return authenticatorData === null
    ? null
    : { format, attestationStatement: statement, authenticatorData, authenticatorDataBytes: data };
}

function readMap(bytes: Uint8Array): CborMap | null {
  try {
    const { value } = decodeCbor(bytes);
    return isCborMap(value) ? value : null;
  } catch (error) {
    if (error instanceof CborError) return null;
    throw error;
  }
}
