import { concat, fromHex } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import type { KeyState } from '../authenticator/key-state.ts';
import type { SigningKey } from '../authenticator/key-pairs.ts';
import { attestationKey } from './makers.ts';

export interface NewCredential {
  readonly id: Uint8Array;
  readonly key: SigningKey;
  readonly rpIdHash: Uint8Array;
  readonly authenticatorData: Uint8Array;
  readonly clientDataHash: Uint8Array;
}

/** Returns format and statement of a new credential (WebAuthn §8.2, §8.6, §8.7), as the personality attests. */
export function attest(state: KeyState, credential: NewCredential): readonly [format: string, statement: CborMap] {
  const { attestation, aaguid } = state.personality;
  const signed = concat(credential.authenticatorData, credential.clientDataHash);
  switch (attestation) {
    case 'none':
      return ['none', new Map()];
    case 'self': {
      const { key } = credential;
      return ['packed', statement(key.algorithm, key.sign(signed))];
    }
    case 'fido-u2f': {
      // Models of U2F have no AAGUID: one key for all of them.
      const { key, certificate } = attestationKey('maker', '', false);
      const sig = key.sign(u2fMessage(credential));
      return [
        'fido-u2f',
        new Map<string, CborValue>([
          ['sig', sig],
          ['x5c', [certificate]],
        ]),
      ];
    }
    default: {
      const { key, certificate } = attestationKey(attestation, aaguid);
      return ['packed', statement(-7, key.sign(signed), certificate)];
    }
  }
}

function statement(algorithm: number, sig: Uint8Array, certificate?: Uint8Array): CborMap {
  const members: [string, CborValue][] = [
    ['alg', algorithm],
    ['sig', sig],
  ];
  return new Map(certificate === undefined ? members : [...members, ['x5c', [certificate]]]);
}

function u2fMessage({ id, key, rpIdHash, clientDataHash }: NewCredential): Uint8Array {
  return concat(fromHex('00'), rpIdHash, clientDataHash, id, key.publicBytes);
}
