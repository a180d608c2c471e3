import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifyAttestation } from '../../../src-main/attestation/verify-attestation.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import type { CborValue } from '../../../src-main/cbor/cbor-value.ts';
import type { MakeCredentialResponse } from '../../../src-main/ctap2/commands/make-credential.ts';
import { attestationName, createCertificate, type TestCertificate } from '../../helpers/certificates.ts';
import {
  aaguidOfTests,
  answerOf,
  challenge,
  clientDataHash,
  clientDataJson,
  createBareCredential,
  origin,
  packedBy,
  selfAttested,
  u2fBy,
} from '../../helpers/created-credential.ts';

let root: TestCertificate;
let leaf: TestCertificate;

beforeAll(async () => {
  root = await createCertificate();
  leaf = await createCertificate({ issuer: root, name: attestationName, aaguid: aaguidOfTests });
});

const check = (created: MakeCredentialResponse) => verifyAttestation(created, clientDataHash);

/** Asks a verifier of another make. */
async function isVerifiedElsewhere(created: MakeCredentialResponse): Promise<boolean> {
  const object = encodeCbor(
    new Map<string, CborValue>([
      ['fmt', created.format],
      ['attStmt', created.attestationStatement],
      ['authData', created.authenticatorDataBytes],
    ]),
  );
  const id = Buffer.from(created.authenticatorData.attestedCredential?.credentialId ?? []).toString('base64url');
  try {
    const { verified } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientDataJson.toString('base64url'),
          attestationObject: Buffer.from(object).toString('base64url'),
        },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      requireUserVerification: false,
    });
    return verified;
  } catch {
    return false;
  }
}

describe('verifyAttestation', () => {
  it('verifies packed attestation by a certificate, as another verifier does', async () => {
    const created = await packedBy(leaf, [leaf, root]);
    expect(check(created)).toMatchObject({ kind: 'certified' });
    expect(await isVerifiedElsewhere(created)).toBe(true);
  });

  it('verifies self attestation, as another verifier does', async () => {
    const created = selfAttested();
    expect(check(created)).toEqual({ kind: 'self' });
    expect(await isVerifiedElsewhere(created)).toBe(true);
  });

  it('verifies the attestation of U2F, as another verifier does', async () => {
    const created = await u2fBy(leaf);
    expect(check(created)).toMatchObject({ kind: 'certified' });
    expect(await isVerifiedElsewhere(created)).toBe(true);
  });

  it('knows the statement that is none', () => {
    const bare = createBareCredential();
    expect(check(answerOf(bare, 'none', new Map()))).toEqual({ kind: 'none' });
    expect(check(answerOf(bare, 'none', new Map([['x', 1]])))).toEqual({
      kind: 'invalid',
      fault: 'statement-malformed',
    });
  });

  it('refuses a signature over anything else: another hash, another credential, one changed bit', async () => {
    const created = await packedBy(leaf);
    expect(verifyAttestation(created, new Uint8Array(32))).toEqual({ kind: 'invalid', fault: 'signature-wrong' });
    const moved = { ...created, authenticatorDataBytes: createBareCredential().data };
    expect(check(moved)).toEqual({ kind: 'invalid', fault: 'signature-wrong' });
    const self = selfAttested();
    const other = answerOf(createBareCredential(), 'packed', self.attestationStatement);
    expect(check(other)).toEqual({ kind: 'invalid', fault: 'signature-wrong' });
    expect(await isVerifiedElsewhere(other)).toBe(false);
  });

  it('refuses a certificate for another model', async () => {
    const otherModel = await createCertificate({
      issuer: root,
      name: attestationName,
      aaguid: new Uint8Array(16).fill(9),
    });
    const created = await packedBy(otherModel);
    expect(check(created)).toEqual({ kind: 'invalid', fault: 'aaguid-differs' });
    expect(await isVerifiedElsewhere(created)).toBe(false);
  });

  it.each([
    ['a name that is not for attestation', { name: [{ CN: ['anything'] }] }],
    ['an authority as its leaf', { ca: true }],
    ['a critical extension with the model', { aaguidCritical: true }],
    ['a model of 15 bytes', { aaguid: new Uint8Array(15) }],
  ])('refuses %s', async (_what, options) => {
    const broken = await createCertificate({
      issuer: root,
      name: attestationName,
      aaguid: aaguidOfTests,
      ...options,
    });
    expect(check(await packedBy(broken))).toEqual({ kind: 'invalid', fault: 'certificate-rules' });
  });

  it.each([
    ['an unknown format', 'tpm', new Map<string, CborValue>(), 'format-unknown'],
    ['an algorithm that we do not verify', 'packed', statementOf(-65535, new Uint8Array(8)), 'algorithm-unknown'],
    ['a signature that is no byte string', 'packed', statementOf(-7, 'sig'), 'statement-malformed'],
    ['an algorithm other than the credential’s', 'packed', statementOf(-8, new Uint8Array(64)), 'statement-malformed'],
    ['a signature that is no signature', 'packed', statementOf(-7, new Uint8Array(3)), 'signature-wrong'],
    ['an empty chain', 'packed', statementOf(-7, new Uint8Array(8), []), 'certificate-unreadable'],
    ['a chain of texts', 'packed', statementOf(-7, new Uint8Array(8), ['x']), 'certificate-unreadable'],
    [
      'rubbish as certificate',
      'packed',
      statementOf(-7, new Uint8Array(8), [new Uint8Array(99)]),
      'certificate-unreadable',
    ],
  ])('names %s', (_what, format, statement, fault) => {
    expect(check(answerOf(createBareCredential(), format, statement))).toEqual({ kind: 'invalid', fault });
  });
});

function statementOf(alg: number, sig: CborValue, x5c?: readonly CborValue[]): Map<string, CborValue> {
  const statement = new Map<string, CborValue>([
    ['alg', alg],
    ['sig', sig],
  ]);
  if (x5c !== undefined) statement.set('x5c', x5c);
  return statement;
}
