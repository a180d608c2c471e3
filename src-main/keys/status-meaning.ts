import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { CtapStatusName } from '../ctap2/status-codes.ts';

/** What was being done when the key refused: some statuses mean different things to a person. */
export interface FailureContext {
  /** Name for `outcome-unknown` and `not-supported`, e.g. `delete-passkey`. */
  readonly operation: string;
  /** It changes the key or spends a PIN try: sent and unanswered then means "outcome unknown", never "failed". */
  readonly changesKey: boolean;
  /** Tries left after a refused PIN, where they could be read. */
  readonly retriesLeft?: number | null;
}

type Meaning = (context: FailureContext, status: CtapStatusName, code: number) => OperationFailure;

const kind =
  (failure: OperationFailure): Meaning =>
  () =>
    failure;
const refused: Meaning = (_context, status, code) => ({ kind: 'key-refused', status, code });
const unsupported: Meaning = (context) => ({ kind: 'not-supported', feature: context.operation });
const settingPin = (context: FailureContext): boolean => context.operation === 'set-pin';
const newPin = (context: FailureContext): boolean => settingPin(context) || context.operation === 'change-pin';

/** Every CTAP2 status → what a person can act on (CTAP 2.1 §8.2). Exhaustive: a new status does not compile without a meaning. */
export const statusMeaning = {
  OK: refused,
  INVALID_COMMAND: unsupported,
  INVALID_PARAMETER: refused,
  INVALID_LENGTH: refused,
  INVALID_SEQ: refused,
  TIMEOUT: kind({ kind: 'key-not-answering' }),
  CHANNEL_BUSY: kind({ kind: 'key-busy' }),
  LOCK_REQUIRED: kind({ kind: 'key-busy' }),
  INVALID_CHANNEL: refused,
  CBOR_UNEXPECTED_TYPE: refused,
  INVALID_CBOR: refused,
  MISSING_PARAMETER: refused,
  LIMIT_EXCEEDED: refused,
  UNSUPPORTED_EXTENSION: unsupported,
  FP_DATABASE_FULL: kind({ kind: 'storage-full' }),
  LARGE_BLOB_STORAGE_FULL: kind({ kind: 'storage-full' }),
  CREDENTIAL_EXCLUDED: refused,
  PROCESSING: kind({ kind: 'key-busy' }),
  // Trussed keys name an unknown credential so.
  INVALID_CREDENTIAL: kind({ kind: 'passkey-not-found' }),
  USER_ACTION_PENDING: kind({ kind: 'key-busy' }),
  OPERATION_PENDING: kind({ kind: 'key-busy' }),
  NO_OPERATIONS: refused,
  UNSUPPORTED_ALGORITHM: unsupported,
  OPERATION_DENIED: kind({ kind: 'touch-refused' }),
  KEY_STORE_FULL: kind({ kind: 'storage-full' }),
  NOT_BUSY: refused,
  NO_OPERATION_PENDING: refused,
  UNSUPPORTED_OPTION: unsupported,
  INVALID_OPTION: refused,
  KEEPALIVE_CANCEL: kind({ kind: 'cancelled' }),
  NO_CREDENTIALS: kind({ kind: 'passkey-not-found' }),
  USER_ACTION_TIMEOUT: kind({ kind: 'touch-timed-out' }),
  NOT_ALLOWED: refused,
  PIN_INVALID: (context) => ({ kind: 'pin-wrong', retriesLeft: context.retriesLeft ?? null }),
  PIN_BLOCKED: kind({ kind: 'pin-blocked' }),
  // CTAP 2.1 §6.5.5.5: setPIN on a key that has a PIN. Elsewhere the token is not (any more) valid; never "wrong PIN".
  PIN_AUTH_INVALID: (context, status, code) => {
    if (settingPin(context)) return { kind: 'pin-already-set' };
    return newPin(context) ? refused(context, status, code) : { kind: 'pin-required' };
  },
  PIN_AUTH_BLOCKED: kind({ kind: 'pin-needs-replug' }),
  PIN_NOT_SET: kind({ kind: 'pin-not-set' }),
  PUAT_REQUIRED: kind({ kind: 'pin-required' }),
  // For a new PIN the key's rules refused it; for a token it means forcePINChange (CTAP 2.1 §6.5.5.7).
  PIN_POLICY_VIOLATION: (context) =>
    newPin(context) ? { kind: 'pin-refused-by-policy' } : { kind: 'pin-change-required' },
  PIN_TOKEN_EXPIRED: kind({ kind: 'pin-required' }),
  REQUEST_TOO_LARGE: refused,
  // Some keys end a missed touch with this one.
  ACTION_TIMEOUT: kind({ kind: 'touch-timed-out' }),
  UP_REQUIRED: refused,
  UV_BLOCKED: refused,
  INTEGRITY_FAILURE: refused,
  INVALID_SUBCOMMAND: unsupported,
  UV_INVALID: refused,
  UNAUTHORIZED_PERMISSION: unsupported,
  OTHER: refused,
  SPEC_LAST: refused,
} as const satisfies Record<CtapStatusName, Meaning>;
