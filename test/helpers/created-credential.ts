import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { encodeCbor } from '../../src-main/cbor/encode-cbor.ts';
import type { CborMap, CborValue } from '../../src-main/cbor/cbor-value.ts';
import { readAuthenticatorData } from '../../src-main/ctap2/authenticator-data.ts';
import type { MakeCredentialResponse } from '../../src-main/ctap2/commands/make-credential.ts';
import { concatBytes } from '../../src-shared/lib/bytes.ts';
import { signWith, type TestCertificate } from './certificates.ts';

const rpId = 'example.org';
export const origin = `https://${rpId}`;
export const challenge = Buffer.from('a challenge of the test').toString('base64url');
export const clientDataJson = Buffer.from(JSON.stringify({ type: 'webauthn.create', challenge, origin }));
export const clientDataHash = new Uint8Array(createHash('sha256').update(clientDataJson).digest());

export const aaguidOfTests = Uint8Array.from({ length: 16 }, (_, index) => index + 1);

/** A new credential before it is attested. */
export interface BareCredential {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly privateKey: KeyObject;
  readonly credentialId: Uint8Array;
  readonly point: Uint8Array;
}

/** Creates a credential on P-256 with its authenticator data. */
export function createBareCredential(aaguid = aaguidOfTests): BareCredential {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const [bytesX, bytesY] = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  const cose = encodeCbor(
    new Map<number, CborValue>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(bytesX)],
      [-3, new Uint8Array(bytesY)],
    ]),
  );
  const credentialId = new Uint8Array(32).fill(7);
  const rpIdHash = new Uint8Array(createHash('sha256').update(rpId).digest());
  const head = Uint8Array.of(0x41, 0, 0, 0, 1);
  const data = concatBytes(rpIdHash, head, aaguid, Uint8Array.of(0, credentialId.length), credentialId, cose);
  const point = concatBytes(Uint8Array.of(4), new Uint8Array(bytesX), new Uint8Array(bytesY));
  return { data: new Uint8Array(data), privateKey, credentialId, point };
}

/** Returns the answer to makeCredential with this statement. */
export function answerOf(bare: BareCredential, format: string, statement: CborMap): MakeCredentialResponse {
  const authenticatorData = readAuthenticatorData(bare.data);
  if (authenticatorData === null) throw new Error('the authenticator data of the test is malformed');
  return {
    format,
    authenticatorData,
    authenticatorDataBytes: bare.data,
    attestationStatement: statement,
    enterpriseAttestation: false,
    largeBlobKey: null,
    unsignedExtensionOutputs: null,
  };
}

/** Returns a packed attestation by a certificate, with the chain that is sent along. */
export async function packedBy(
  leaf: TestCertificate,
  chain: readonly TestCertificate[] = [leaf],
  bare = createBareCredential(),
): Promise<MakeCredentialResponse> {
  const sig = await signWith(leaf, new Uint8Array(concatBytes(bare.data, clientDataHash)));
  const x5c = chain.map(({ der }) => der);
  return answerOf(
    bare,
    'packed',
    new Map<string, CborValue>([
      ['alg', -7],
      ['sig', sig],
      ['x5c', x5c],
    ]),
  );
}

/** Returns a packed attestation by the credential itself. */
export function selfAttested(bare = createBareCredential()): MakeCredentialResponse {
  const sig = new Uint8Array(sign('sha256', concatBytes(bare.data, clientDataHash), bare.privateKey));
  return answerOf(
    bare,
    'packed',
    new Map<string, CborValue>([
      ['alg', -7],
      ['sig', sig],
    ]),
  );
}

/** Returns an attestation of U2F by a certificate. */
export async function u2fBy(
  leaf: TestCertificate,
  bare = createBareCredential(new Uint8Array(16)),
): Promise<MakeCredentialResponse> {
  const rpIdHash = bare.data.subarray(0, 32);
  const signed = concatBytes(Uint8Array.of(0), rpIdHash, clientDataHash, bare.credentialId, bare.point);
  const sig = await signWith(leaf, new Uint8Array(signed));
  return answerOf(
    bare,
    'fido-u2f',
    new Map<string, CborValue>([
      ['sig', sig],
      ['x5c', [leaf.der]],
    ]),
  );
}
