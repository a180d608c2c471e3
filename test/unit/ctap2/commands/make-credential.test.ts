import { describe, expect, it } from 'vitest';
import { encodeCbor } from '../../../../src-main/cbor/encode-cbor.ts';
import type { CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import { decodeCbor } from '../../../../src-main/cbor/decode-cbor.ts';
import { readAuthenticatorData } from '../../../../src-main/ctap2/authenticator-data.ts';
import { type Assertion, getAssertion, getNextAssertion } from '../../../../src-main/ctap2/commands/get-assertion.ts';
import { makeCredential } from '../../../../src-main/ctap2/commands/make-credential.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { readReply } from '../../../../src-main/ctap2/ctap-session.ts';
import { concatBytes } from '../../../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import { attestationVectors } from '../../../vectors/attestation.ts';
import { fuzzGetAssertion, fuzzMakeCredential } from '../../../vectors/credential-management.ts';
import { ok, repeated } from '../scripted-channel.ts';

const exampleComHash = 'a379a6f6eeafb9a55e378c118034e2751e682fab9f2d30ab13d2125586ce1947';
const credentialId = 'ea41ed3cfa914ca68b9acfcbd3114aa7';
const { authData } = attestationVectors;

describe('authenticator data', () => {
  it('of a registration', () => {
    const data = readAuthenticatorData(authData);
    expect(toHex(data?.rpIdHash ?? new Uint8Array(0))).toBe(exampleComHash);
    expect(data).toMatchObject({ userPresent: true, userVerified: true, backupEligible: false, backedUp: false });
    expect(data).toMatchObject({ signCount: 1, extensions: null });
    expect(toHex(data?.attestedCredential?.aaguid ?? new Uint8Array(0))).toBe('7e57c0de00004000800000000000f1d0');
    expect(toHex(data?.attestedCredential?.credentialId ?? new Uint8Array(0))).toBe(credentialId);
    expect(data?.attestedCredential?.publicKey).toMatchObject({ keyType: 2, algorithm: -7 });
  });

  it('with extensions behind the public key', () => {
    const withExtensions = concatBytes(authData, fromHex('a16b6372656450726f7465637402'));
    withExtensions[32] = 0xc5;
    expect(readAuthenticatorData(withExtensions)?.extensions).toEqual(new Map([['credProtect', 2]]));
  });

  it('with extensions and nothing attested', () => {
    const head = concatBytes(authData.subarray(0, 37), fromHex('a0'));
    head[32] = 0x99;
    expect(readAuthenticatorData(head)).toMatchObject({
      userPresent: true,
      userVerified: false,
      backupEligible: true,
      backedUp: true,
      attestedCredential: null,
      extensions: new Map(),
    });
  });

  it('every proper prefix and every trailing byte is refused', () => {
    for (let length = 0; length < authData.length; length++) {
      expect(readAuthenticatorData(authData.subarray(0, length)), `${length} bytes`).toBeNull();
    }
    expect(readAuthenticatorData(concatBytes(authData, Uint8Array.of(0)))).toBeNull();
  });

  it('announced extensions that are none are refused', () => {
    for (const tail of ['', '01', 'ff', 'a1', 'a000']) {
      const bytes = concatBytes(authData.subarray(0, 37), fromHex(tail));
      bytes[32] = 0x81;
      expect(readAuthenticatorData(bytes), tail).toBeNull();
    }
  });
});

describe('makeCredential answers', () => {
  it.each([
    ['packed', attestationVectors.packed, 'packed', ['alg', 'sig', 'x5c']],
    ['self', attestationVectors.packedSelf, 'packed', ['alg', 'sig']],
    ['none', attestationVectors.none, 'none', []],
    ['fido-u2f', ok(attestationVectors.fidoU2f), 'fido-u2f', ['sig', 'x5c']],
  ])('%s', (_name, reply, format, statement) => {
    const response = readReply(makeCredential, reply);
    expect(response.format).toBe(format);
    expect([...response.attestationStatement.keys()]).toEqual(statement);
    expect(toHex(response.authenticatorData.attestedCredential?.credentialId ?? new Uint8Array(0))).toBe(credentialId);
    expect(response).toMatchObject({
      enterpriseAttestation: false,
      largeBlobKey: null,
      unsignedExtensionOutputs: null,
    });
  });

  it('of a real YubiKey', () => {
    const response = readReply(makeCredential, ok(fuzzMakeCredential.bytes));
    const { attestedCredential } = response.authenticatorData;
    expect(response.format).toBe('packed');
    expect(attestedCredential?.credentialId).toHaveLength(64);
    expect(toHex(attestedCredential?.aaguid ?? new Uint8Array(0))).toBe('f8a011f38c0a4d15800617111f9edc7d');
  });

  const registration = decodeCbor(attestationVectors.none.subarray(1)).value;
  const changed = (changes: Readonly<Record<number, CborValue>>): Uint8Array => {
    if (!(registration instanceof Map)) throw new Error('no map');
    const map = new Map<number | bigint | string, CborValue>(registration);
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) map.delete(Number(key));
      else map.set(Number(key), value);
    }
    return ok(encodeCbor(map));
  };

  it('with members of later versions', () => {
    const reply = changed({ 4: true, 5: repeated(1, 32), 6: new Map([['previewSign', true]]) });
    expect(readReply(makeCredential, reply)).toMatchObject({
      enterpriseAttestation: true,
      largeBlobKey: repeated(1, 32),
      unsignedExtensionOutputs: new Map([['previewSign', true]]),
    });
    expect(readReply(makeCredential, changed({ 4: 1, 5: 'x', 6: 7 }))).toMatchObject({
      enterpriseAttestation: false,
      largeBlobKey: null,
      unsignedExtensionOutputs: null,
    });
  });

  it.each<readonly [string, Readonly<Record<number, CborValue>>]>([
    ['without a format', { 1: undefined }],
    ['with a format of another type', { 1: 7 }],
    ['without authData', { 2: undefined }],
    ['with cut authData', { 2: authData.subarray(0, 60) }],
    ['with authData that attests nothing', { 2: concatBytes(authData.subarray(0, 32), fromHex('0500000001')) }],
    ['without a statement', { 3: undefined }],
    ['with a statement of another type', { 3: [1] }],
  ])('%s are refused', (_name, changes) => {
    expect(() => readReply(makeCredential, changed(changes))).toThrow(CtapResponseError);
  });
});

describe('getAssertion answers', () => {
  it('of a discoverable credential', () => {
    const assertion = readReply(getAssertion, attestationVectors.assertion);
    expect(toHex(assertion.credentialId ?? new Uint8Array(0))).toBe(credentialId);
    expect(assertion.authenticatorData).toMatchObject({ signCount: 2, userPresent: true, userVerified: true });
    expect(assertion.user).toEqual({ id: Uint8Array.of(1, 2, 3, 4), name: null, displayName: null });
    expect(assertion).toMatchObject({ numberOfCredentials: null, userSelected: false, largeBlobKey: null });
    expect(readReply(getNextAssertion, attestationVectors.assertion)).toEqual(assertion);
  });

  it('of a real key with a U2F-era credential', () => {
    const assertion = readReply(getAssertion, ok(fuzzGetAssertion.bytes));
    expect(assertion.credentialId).toHaveLength(64);
    expect(assertion.user).toBeNull();
    expect(assertion.signature).toHaveLength(71);
  });

  const read = (changes: readonly (readonly [number, CborValue])[]): Assertion => {
    const { value } = decodeCbor(attestationVectors.assertion.subarray(1));
    if (!(value instanceof Map)) throw new Error('no map');
    return readReply(getAssertion, ok(encodeCbor(new Map([...value, ...changes]))));
  };

  it('with several credentials and every member', () => {
    const assertion = read([
      [
        4,
        new Map<string, CborValue>([
          ['id', Uint8Array.of(1)],
          ['name', 'a'],
          ['displayName', 'A'],
        ]),
      ],
      [5, 3],
      [6, true],
      [7, repeated(2, 32)],
      [8, new Map()],
    ]);
    expect(assertion).toMatchObject({
      user: { id: Uint8Array.of(1), name: 'a', displayName: 'A' },
      numberOfCredentials: 3,
      userSelected: true,
      largeBlobKey: repeated(2, 32),
      unsignedExtensionOutputs: new Map(),
    });
  });

  it('tolerates optional members of another type', () => {
    expect(
      read([
        [1, 'x'],
        [4, new Map([['id', 'text']])],
        [5, -1],
        [7, 1],
        [8, 1],
      ]),
    ).toMatchObject({
      credentialId: null,
      user: { id: null, name: null, displayName: null },
      numberOfCredentials: null,
      largeBlobKey: null,
      unsignedExtensionOutputs: null,
    });
  });

  it('without signature or with broken authData are refused', () => {
    expect(() => read([[3, 'sig']])).toThrow(CtapResponseError);
    expect(() => read([[2, repeated(0, 36)]])).toThrow(CtapResponseError);
  });
});
