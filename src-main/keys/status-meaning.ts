import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import type { CtapStatusName } from '../ctap2/status-codes.ts';

/** Operation and step at which the key refused: some statuses mean different things to a person. */
export interface FailureContext {
  readonly operation: OperationName;
  readonly step: FailureStep;
  /** The step changes the key or spends a PIN try: sent and unanswered then means "outcome unknown", never "failed". */
  readonly changesKey: boolean;
  /** Tries left after a refused PIN or finger, where they could be read. */
  readonly retriesLeft?: number | null;
  /** The key wants to be unplugged before it takes another PIN. */
  readonly needsReplug?: boolean;
  /** The PIN cost a try: it was compared, and was wrong, whatever the key says. */
  readonly wasCompared?: boolean;
}

/** `read`: what needs neither PIN nor token, e.g. getInfo and key agreement. */
type FailureStep =
  | 'read'
  | 'check-pin'
  | 'check-finger'
  | 'use-token'
  | 'configure'
  | 'set-pin'
  | 'change-pin'
  | 'touch'
  | 'reset'
  // one sample of a finger; a change of one fingerprint
  | 'enrol'
  | 'fingerprint';

type Meaning = (context: FailureContext, status: CtapStatusName, code: number) => OperationFailure;

const kind =
  (failure: OperationFailure): Meaning =>
  () =>
    failure;
const wrongPin: Meaning = ({ retriesLeft = null, needsReplug = false }) => ({
  kind: 'pin-wrong',
  retriesLeft,
  needsReplug,
});
const refused: Meaning = (_context, status, code) => ({ kind: 'key-refused', status, code });
const unsupported: Meaning = (context) => ({ kind: 'not-supported', feature: context.operation });

/** Returns a meaning that holds at some steps; elsewhere the status is a refusal without a meaning of its own. */
function at(steps: readonly FailureStep[], meaning: Meaning, elsewhere: Meaning = refused): Meaning {
  return (context, status, code) =>
    steps.includes(context.step) ? meaning(context, status, code) : elsewhere(context, status, code);
}

const sendsPin = ['check-pin', 'change-pin'] as const;
const usesToken = ['use-token', 'configure', 'enrol', 'fingerprint'] as const;
const tooLate = kind({ kind: 'reset-stopped', why: 'too-late' });
const noFingerprint = kind({ kind: 'fingerprint-not-found' });
const enrolmentLost = at(['enrol'], kind({ kind: 'enrolment-lost' }));
const unknownFinger: Meaning = ({ retriesLeft = null }) => ({ kind: 'finger-not-recognised', retriesLeft });
const tokenRefused = at(usesToken, kind({ kind: 'pin-required' }));

/** Every CTAP2 status → what a person can act on (CTAP 2.1 §8.2). Exhaustive: a new status does not compile without a meaning. */
export const statusMeaning = {
  OK: refused,
  INVALID_COMMAND: unsupported,
  // Another program's command ended the enrolment, so that the key does not know it any more.
  INVALID_PARAMETER: enrolmentLost,
  INVALID_LENGTH: refused,
  INVALID_SEQ: refused,
  // An answer, if one about an answer that is late.
  TIMEOUT: refused,
  CHANNEL_BUSY: kind({ kind: 'key-busy' }),
  LOCK_REQUIRED: kind({ kind: 'key-busy' }),
  INVALID_CHANNEL: refused,
  CBOR_UNEXPECTED_TYPE: refused,
  INVALID_CBOR: refused,
  MISSING_PARAMETER: refused,
  LIMIT_EXCEEDED: refused,
  UNSUPPORTED_EXTENSION: unsupported,
  FP_DATABASE_FULL: kind({ kind: 'fingerprints-full' }),
  LARGE_BLOB_STORAGE_FULL: kind({ kind: 'storage-full' }),
  CREDENTIAL_EXCLUDED: refused,
  PROCESSING: kind({ kind: 'key-busy' }),
  // Trussed keys name an unknown credential so.
  INVALID_CREDENTIAL: at(['fingerprint'], noFingerprint, kind({ kind: 'passkey-not-found' })),
  USER_ACTION_PENDING: kind({ kind: 'key-busy' }),
  OPERATION_PENDING: kind({ kind: 'key-busy' }),
  NO_OPERATIONS: enrolmentLost,
  UNSUPPORTED_ALGORITHM: unsupported,
  // Keys with a display let their owner refuse any command there. A setting is also refused so that cannot be taken back (CTAP 2.1 §6.11.2).
  OPERATION_DENIED: at(['configure'], refused, kind({ kind: 'touch-refused' })),
  // More RP IDs than a setting takes are no full key.
  KEY_STORE_FULL: at(['configure'], refused, kind({ kind: 'storage-full' })),
  NOT_BUSY: refused,
  NO_OPERATION_PENDING: refused,
  UNSUPPORTED_OPTION: unsupported,
  // CTAP 2.1 §6.7: no such template.
  INVALID_OPTION: at(['fingerprint'], noFingerprint, enrolmentLost),
  KEEPALIVE_CANCEL: kind({ kind: 'cancelled' }),
  NO_CREDENTIALS: at(['fingerprint'], noFingerprint, kind({ kind: 'passkey-not-found' })),
  USER_ACTION_TIMEOUT: kind({ kind: 'touch-timed-out' }),
  NOT_ALLOWED: at(
    ['check-finger'],
    // CTAP 2.1 §6.5.5.7.3: built-in verification is not set up.
    kind({ kind: 'finger-not-set-up' }),
    // CTAP 2.1 §6.6: more than ten seconds after the key was plugged in.
    at(['reset'], tooLate, enrolmentLost),
  ),
  PIN_INVALID: at(sendsPin, wrongPin),
  PIN_BLOCKED: kind({ kind: 'pin-blocked' }),
  // The token is not (any more) valid; never "wrong PIN".
  PIN_AUTH_INVALID: tokenRefused,
  // The third wrong PIN in a row is answered so, too.
  PIN_AUTH_BLOCKED: (context, status, code) =>
    // Some keys say so of a reset that comes too late.
    context.step === 'reset'
      ? tooLate(context, status, code)
      : context.wasCompared === true
        ? wrongPin({ ...context, needsReplug: true }, status, code)
        : { kind: 'pin-needs-replug' },
  PIN_NOT_SET: kind({ kind: 'pin-not-set' }),
  PUAT_REQUIRED: tokenRefused,
  // For a new PIN the key's rules refused it; for a token it means forcePINChange (CTAP 2.1 §6.5.5.7).
  PIN_POLICY_VIOLATION: at(
    ['set-pin', 'change-pin'],
    kind({ kind: 'pin-refused-by-policy', rules: null }),
    // For a setting: the key's own rules do not allow it (CTAP 2.1 §6.11.4).
    at(['configure'], refused, kind({ kind: 'pin-change-required' })),
  ),
  PIN_TOKEN_EXPIRED: tokenRefused,
  REQUEST_TOO_LARGE: refused,
  // Some keys end a missed touch with this one.
  ACTION_TIMEOUT: kind({ kind: 'touch-timed-out' }),
  UP_REQUIRED: refused,
  UV_BLOCKED: at(['check-finger'], kind({ kind: 'finger-blocked' })),
  INTEGRITY_FAILURE: refused,
  INVALID_SUBCOMMAND: unsupported,
  UV_INVALID: at(['check-finger'], unknownFinger),
  UNAUTHORIZED_PERMISSION: at(['check-finger'], kind({ kind: 'finger-gives-no-token' }), unsupported),
  OTHER: refused,
  SPEC_LAST: refused,
} as const satisfies Record<CtapStatusName, Meaning>;

/**
 * Statuses that do not say that nothing was done: the key is still at it, gave up in the middle, or reports an error of
 * which only its maker knows the meaning. After a command that changes the key they mean "outcome unknown".
 */
export const statusesInDoubt: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName | 'unknown'>([
  'TIMEOUT',
  'PROCESSING',
  'USER_ACTION_PENDING',
  'OPERATION_PENDING',
  'INTEGRITY_FAILURE',
  'OTHER',
  'SPEC_LAST',
  'unknown',
]);
