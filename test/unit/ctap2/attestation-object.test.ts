import { describe, expect, it } from 'vitest';
import type { CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import { readAttestationObject, writeAttestationObject } from '../../../src-main/ctap2/attestation-object.ts';
import { selfAttested } from '../../helpers/created-credential.ts';

describe('attestation object', () => {
  it('is read as it was written', () => {
    const created = selfAttested();
    expect(readAttestationObject(writeAttestationObject(created))).toEqual({
      format: 'packed',
      attestationStatement: created.attestationStatement,
      authenticatorData: created.authenticatorData,
      authenticatorDataBytes: new Uint8Array(created.authenticatorDataBytes),
    });
  });

  it.each([
    ['no CBOR', Uint8Array.of(0xff)],
    ['no map', encodeCbor(1)],
    ['no format', encodeCbor(new Map())],
    [
      'authenticator data that are cut off',
      encodeCbor(
        new Map<string, CborValue>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', Uint8Array.of(1)],
        ]),
      ),
    ],
  ])('%s: none', (_, bytes) => {
    expect(readAttestationObject(bytes)).toBeNull();
  });
});
