import { concat, sameBytes, utf8 } from '../codec/bytes.ts';
import { hmac } from '../seeded-random.ts';
import type { CredentialProtection } from './credential-store.ts';
import { type SignatureAlgorithm, type SigningKey, signingKeyFromSeed } from './key-pairs.ts';
import type { KeyState } from './key-state.ts';

/** A credential that the key does not store: everything follows from its ID and the wrapping key. */
export interface WrappedCredential {
  readonly id: Uint8Array;
  readonly protection: CredentialProtection;
  readonly key: SigningKey;
  readonly credRandom: (label: string) => Uint8Array;
}

const headLength = 16;

/** Creates a new ID: algorithm, protection and 14 random bytes, authenticated for one RP (U2F: application). */
export function wrapCredential(
  state: KeyState,
  rpIdHash: Uint8Array,
  algorithm: SignatureAlgorithm,
  protection: CredentialProtection,
): WrappedCredential {
  const head = concat(Uint8Array.of(-algorithm, protection), state.random.bytes(headLength - 2));
  return open(state, concat(head, seal(state, head, rpIdHash)), rpIdHash, algorithm, protection);
}

/** Reads an ID back; null when this key did not make it, or for another RP, or before a reset. */
export function unwrapCredential(state: KeyState, id: Uint8Array, rpIdHash: Uint8Array): WrappedCredential | null {
  const head = id.subarray(0, headLength);
  if (id.length !== 2 * headLength || !sameBytes(id.subarray(headLength), seal(state, head, rpIdHash))) return null;
  const protection = head[1] === 3 ? 3 : head[1] === 2 ? 2 : 1;
  return open(state, id, rpIdHash, head[0] === 8 ? -8 : -7, protection);
}

function seal(state: KeyState, head: Uint8Array, rpIdHash: Uint8Array): Uint8Array {
  return hmac(state.wrappingKey, concat(utf8('id'), head, rpIdHash)).slice(0, headLength);
}

function open(
  state: KeyState,
  id: Uint8Array,
  rpIdHash: Uint8Array,
  algorithm: SignatureAlgorithm,
  protection: CredentialProtection,
): WrappedCredential {
  const { wrappingKey } = state;
  return {
    id,
    protection,
    key: signingKeyFromSeed(algorithm, hmac(wrappingKey, concat(utf8('key'), id, rpIdHash))),
    credRandom: (label) => hmac(wrappingKey, concat(utf8(label), id, rpIdHash)),
  };
}
