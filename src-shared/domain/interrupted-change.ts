import type { JournaledOperationName } from '../operations/operation-names.ts';

/** A change of a key that was sent and of which nobody knows whether it happened, until the key has been read again. */
export interface InterruptedChange {
  readonly keyId: string;
  readonly operation: JournaledOperationName;
  /** Hex; null where the change was of no passkey. */
  readonly credentialId: string | null;
}
