import type { CredentialProtection, StoredCredential } from './credential-store.ts';
import type { SigningKey } from './key-pairs.ts';

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
