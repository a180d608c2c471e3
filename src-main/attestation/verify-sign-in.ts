import { hash, verify } from 'node:crypto';
import {
  type SignInCheck,
  type SignInFault,
  type SignInReading,
  signInTestRpId,
} from '../../src-shared/domain/sign-in-test.ts';
import { concatBytes, equalBytes } from '../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../src-shared/lib/hex.ts';
import { type AttestationObject, readAttestationObject } from '../ctap2/attestation-object.ts';
import { type AuthenticatorData, readAuthenticatorData } from '../ctap2/authenticator-data.ts';
import { rpIdHashOf } from '../ctap2/rp-id.ts';
import { hashOfAlgorithm, keyObjectOf } from './cose-key-object.ts';

/** A reading with its byte strings read. */
interface SignIn {
  readonly created: AttestationObject;
  readonly asserted: AuthenticatorData;
}

/** Returns the hash that a key signs of client data. */
export function clientDataHashOf(clientData: string): Uint8Array {
  return new Uint8Array(hash('sha256', clientData, 'buffer'));
}

/** Reads the new credential of a sign-in test; null where it is malformed. */
export function createdIn({ created }: SignInReading): AttestationObject | null {
  return readAttestationObject(fromHex(created.attestationObject));
}

/** Checks a registration and the sign-in after it as a website does (WebAuthn §7.1 and §7.2), but for the attestation. */
export function verifySignIn(reading: SignInReading): SignInCheck {
  const created = createdIn(reading);
  const asserted = readAuthenticatorData(fromHex(reading.asserted.authenticatorData));
  const { leftNothing } = reading;
  const { silent } = reading.asserted;
  if (created === null || asserted === null)
    return { works: false, faults: ['key-unusable'], algorithm: null, userVerified: false, silent, leftNothing };
  const faults = faultsOf(reading, { created, asserted });
  const { userVerified, attestedCredential } = created.authenticatorData;
  const algorithm = attestedCredential?.publicKey?.algorithm ?? null;
  return { works: faults.length === 0, faults, algorithm, userVerified, silent, leftNothing };
}

function faultsOf(reading: SignInReading, { created, asserted }: SignIn): readonly SignInFault[] {
  const { authenticatorData: data } = created;
  const credential = data.attestedCredential;
  const rpIdHash = rpIdHashOf(signInTestRpId);
  const isOurs = equalBytes(data.rpIdHash, rpIdHash) && equalBytes(asserted.rpIdHash, rpIdHash);
  const { credentialId } = reading.asserted;
  const isSame = credential !== null && (credentialId === null || credentialId === toHex(credential.credentialId));
  const isCounted = asserted.signCount > data.signCount || (asserted.signCount === 0 && data.signCount === 0);
  const signature = signatureFault(reading, credential?.publicKey ?? null);
  return [
    ...fault(isOurs, 'other-website'),
    ...fault(data.userPresent && (asserted.userPresent || reading.asserted.silent), 'no-touch'),
    ...fault(isSame, 'other-credential'),
    ...(signature === null ? [] : [signature]),
    ...fault(isCounted, 'counter-not-higher'),
  ];
}

function fault(isRight: boolean, name: SignInFault): readonly SignInFault[] {
  return isRight ? [] : [name];
}

type PublicKey = NonNullable<AuthenticatorData['attestedCredential']>['publicKey'];

function signatureFault({ asserted }: SignInReading, publicKey: PublicKey): SignInFault | null {
  if (publicKey === null) return 'key-unusable';
  const algorithmHash = publicKey.algorithm === null ? undefined : hashOfAlgorithm(publicKey.algorithm);
  if (algorithmHash === undefined) return 'algorithm-not-asked-for';
  const key = keyObjectOf(publicKey);
  if (key === null) return 'key-unusable';
  const signed = concatBytes(fromHex(asserted.authenticatorData), clientDataHashOf(asserted.clientData));
  return verify(algorithmHash, signed, key, fromHex(asserted.signature)) ? null : 'signature-wrong';
}
