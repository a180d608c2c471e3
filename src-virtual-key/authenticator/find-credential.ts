import { sameBytes } from '../codec/bytes.ts';
import type { StoredCredential } from './credential-store.ts';
import type { KeyState } from './key-state.ts';
import { unwrapCredential } from './wrapped-credential.ts';
import type { AssertionCredential } from './assertion-credential.ts';

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
