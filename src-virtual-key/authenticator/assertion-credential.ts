import { sameBytes } from '../codec/bytes.ts';
import type { CredentialProtection, StoredCredential } from './credential-store.ts';
import type { SigningKey } from './key-pairs.ts';
import type { KeyState } from './key-state.ts';
import { unwrapCredential } from './wrapped-credential.ts';

/** The part that signing needs of a credential, stored or wrapped in its ID. */
export interface AssertionCredential {
  readonly id: Uint8Array;
  readonly protection: CredentialProtection;
  readonly key: () => SigningKey;
  /** The stored record; null where the credential is wrapped in its ID. */
  readonly stored: StoredCredential | null;
  /** 32 secret bytes for hmac-secret, by label. */
  readonly credRandom: (label: string) => Uint8Array;
}

export function fromStored(state: KeyState, stored: StoredCredential): AssertionCredential {
  return {
    id: stored.id,
    protection: stored.protection,
    key: stored.key,
    stored,
    credRandom: (label) => state.random.derive(label, stored.id),
  };
}

/** Finds a credential of an RP by its ID; null when it is not of this key or not of this RP. */
export function findCredential(state: KeyState, id: Uint8Array, rpIdHash: Uint8Array): AssertionCredential | null {
  const stored = state.credentials.find(id);
  if (stored !== null) return sameBytes(stored.rpIdHash, rpIdHash) ? fromStored(state, stored) : null;
  const wrapped = unwrapCredential(state, id, rpIdHash);
  if (wrapped === null) return null;
  const { key } = wrapped;
  return { ...wrapped, key: () => key, stored: null };
}
