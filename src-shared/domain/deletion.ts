import type { OperationFailure } from './operation-failure.ts';

/**
 * End of a passkey that was to be deleted: `deleted`: no longer listed · `not-checked`: the key says that it is deleted, and could not be
 * asked · `still-listed`: the key says that it is deleted and lists it all the same · `failed`: not deleted, for the reason that stands beside it ·
 * `unknown`: sent, and nobody knows · `not-tried`: an earlier one ended otherwise than expected, or the person stopped.
 */
export const deletionStates = ['deleted', 'not-checked', 'still-listed', 'failed', 'unknown', 'not-tried'] as const;
export type DeletionState = (typeof deletionStates)[number];

/** A passkey as the key names it. */
export interface PasskeyReference {
  readonly rpIdHash: string;
  readonly credentialId: string;
}

/** End of one passkey of those that were to be deleted in one go. */
export interface DeletionResult extends PasskeyReference {
  readonly state: DeletionState;
  /** Reason of `failed` and `unknown`; null else. */
  readonly failure: OperationFailure | null;
}

/** Greatest number of passkeys that are deleted in one go. */
export const mostDeletions = 256;
