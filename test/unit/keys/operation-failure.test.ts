import { describe, expect, it } from 'vitest';
import { CtapError, CtapResponseError } from '../../../src-main/ctap2/ctap-error.ts';
import { CtapStatus, ctapStatusName } from '../../../src-main/ctap2/status-codes.ts';
import { CtapHidError, type CtapHidErrorReason } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { HidError, type HidErrorReason } from '../../../src-shared/hid/hid-error.ts';
import { KeyGoneError } from '../../../src-main/keys/key-gone-error.ts';
import { declaredFailure, KeyFailure, toOperationFailure } from '../../../src-main/keys/operation-failure.ts';
import { operationNames } from '../../../src-shared/operations/operation-names.ts';
import { operations } from '../../../src-shared/operations/operations.ts';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';

const reading = { operation: 'list-passkeys', step: 'use-token', changesKey: false } as const;
const changing = { operation: 'delete-passkey', step: 'use-token', changesKey: true } as const;
const steps = ['read', 'check-pin', 'use-token', 'set-pin', 'change-pin', 'touch'] as const;

describe('statuses of a key', () => {
  it.each(operationNames)('B-20 every one of the 256 has a meaning at every step, and %s declares it', (operation) => {
    const declared: readonly string[] = operations[operation].failures;
    for (const step of steps) {
      for (const changesKey of [true, false]) {
        for (let code = 1; code < 256; code++) {
          const error = new CtapError(ctapStatusName(code), code, operation);
          const context = { operation, step, changesKey, retriesLeft: 3 };
          const failure = declaredFailure(
            operation,
            new KeyFailure(toOperationFailure(error, context), { cause: error }),
          );
          expect(operationFailureSchema.safeParse(failure).success).toBe(true);
          expect(declared).toContain(failure.kind);
          expect(failure.kind).not.toBe('unexpected');
        }
      }
    }
  });

  it.each([
    ['PIN_INVALID', 'unlock', 'check-pin', 'pin-wrong'],
    ['PIN_INVALID', 'unlock', 'use-token', 'key-refused'],
    ['PIN_AUTH_BLOCKED', 'unlock', 'check-pin', 'pin-needs-replug'],
    ['PIN_BLOCKED', 'unlock', 'check-pin', 'pin-blocked'],
    ['PIN_AUTH_INVALID', 'list-passkeys', 'use-token', 'pin-required'],
    ['PIN_AUTH_INVALID', 'set-pin', 'set-pin', 'key-refused'],
    ['PIN_AUTH_INVALID', 'unlock', 'check-pin', 'key-refused'],
    ['PIN_AUTH_INVALID', 'change-pin', 'change-pin', 'key-refused'],
    ['PIN_POLICY_VIOLATION', 'unlock', 'check-pin', 'pin-change-required'],
    ['PIN_POLICY_VIOLATION', 'change-pin', 'change-pin', 'pin-refused-by-policy'],
    ['NO_CREDENTIALS', 'delete-passkey', 'use-token', 'passkey-not-found'],
    ['INVALID_CREDENTIAL', 'delete-passkey', 'use-token', 'passkey-not-found'],
    ['USER_ACTION_TIMEOUT', 'identify', 'touch', 'touch-timed-out'],
    ['ACTION_TIMEOUT', 'identify', 'touch', 'touch-timed-out'],
    ['OPERATION_DENIED', 'identify', 'touch', 'touch-refused'],
    ['OPERATION_DENIED', 'delete-passkey', 'use-token', 'touch-refused'],
    ['KEEPALIVE_CANCEL', 'identify', 'touch', 'cancelled'],
    ['KEY_STORE_FULL', 'rename-passkey', 'use-token', 'storage-full'],
    ['INVALID_SUBCOMMAND', 'rename-passkey', 'use-token', 'not-supported'],
    ['OTHER', 'rename-passkey', 'use-token', 'outcome-unknown'],
    ['OTHER', 'unlock', 'check-pin', 'key-refused'],
  ] as const)('%s during %s (%s) is %s', (status, operation, step, kind) => {
    const error = new CtapError(status, CtapStatus[status], operation);
    expect(toOperationFailure(error, { operation, step, changesKey: true }).kind).toBe(kind);
  });

  it('an unknown status keeps its number', () => {
    expect(toOperationFailure(new CtapError('unknown', 0xf1, 'x'), reading)).toEqual({
      kind: 'key-refused',
      status: 'unknown',
      code: 0xf1,
    });
  });
});

describe('failures of the line', () => {
  const reasons: readonly CtapHidErrorReason[] = ['timeout', 'cancelled', 'busy', 'protocol', 'transport'];

  it.each(reasons)('%s after a change was sent is an unknown outcome; before, it is not', (reason) => {
    const cause = reason === 'transport' ? new HidError('gone', 'pulled out') : undefined;
    const sent = new CtapHidError(reason, 'x', { sent: true, cause });
    expect(toOperationFailure(sent, changing)).toEqual({ kind: 'outcome-unknown', operation: 'delete-passkey' });
    expect(toOperationFailure(sent, reading).kind).not.toBe('outcome-unknown');
    const unsent = new CtapHidError(reason, 'x', { sent: false, cause });
    expect(toOperationFailure(unsent, changing).kind).not.toBe('outcome-unknown');
  });

  it('A-18 a CTAPHID error is the key’s refusal, with its number, unless it leaves open what was done', () => {
    const refused = new CtapHidError('device-error', 'x', { sent: false, code: 0x04 });
    expect(toOperationFailure(refused, changing)).toEqual({ kind: 'key-refused', status: 'CTAPHID_ERROR', code: 4 });
    const open = new CtapHidError('device-error', 'x', { sent: true, code: 0x04 });
    expect(toOperationFailure(open, changing).kind).toBe('outcome-unknown');
  });

  it.each([
    ['gone', 'key-removed'],
    ['closed', 'key-removed'],
    ['permission', 'no-permission'],
    ['busy', 'key-busy'],
    ['unsupported', 'not-supported'],
    ['io', 'unexpected'],
  ] as const)('HID %s is %s, bare or wrapped', (reason: HidErrorReason, kind) => {
    const error = new HidError(reason, 'x');
    expect(toOperationFailure(error, reading).kind).toBe(kind);
    expect(toOperationFailure(new CtapHidError('transport', 'x', { sent: false, cause: error }), reading).kind).toBe(
      kind,
    );
  });

  it('F-07 names the platform whose permission is missing', () => {
    const error = new HidError('permission', 'x');
    expect(toOperationFailure(error, reading, 'win32')).toEqual({ kind: 'no-permission', platform: 'windows' });
    expect(toOperationFailure(error, reading, 'darwin')).toEqual({ kind: 'no-permission', platform: 'macos' });
    expect(toOperationFailure(error, reading, 'freebsd')).toEqual({ kind: 'no-permission', platform: 'other' });
  });

  it('everything else has its name too', () => {
    expect(toOperationFailure(new KeyGoneError('removed'), reading).kind).toBe('key-removed');
    expect(toOperationFailure(new KeyGoneError('changed'), reading).kind).toBe('key-changed');
    expect(toOperationFailure(new CtapResponseError('x', 'y'), reading).kind).toBe('key-broke-protocol');
    expect(toOperationFailure(new DOMException('x', 'AbortError'), reading).kind).toBe('cancelled');
    expect(toOperationFailure(new KeyFailure({ kind: 'pin-same' }), reading).kind).toBe('pin-same');
    expect(toOperationFailure('text', reading)).toEqual({ kind: 'unexpected', detail: 'not an error' });
    expect(toOperationFailure(new CtapHidError('too-long', 'x', { sent: false }), reading).kind).toBe('not-supported');
  });
});

describe('declaredFailure', () => {
  it('lets declared kinds through and calls any other a defect, unless the key said it', () => {
    expect(declaredFailure('set-pin', new KeyFailure({ kind: 'pin-same' }))).toEqual({ kind: 'pin-same' });
    expect(declaredFailure('set-pin', new KeyFailure({ kind: 'disk-full' }))).toEqual({
      kind: 'unexpected',
      detail: 'undeclared failure: disk-full',
    });
    const full = new CtapError('KEY_STORE_FULL', CtapStatus.KEY_STORE_FULL, 'clientPin.setPin');
    expect(declaredFailure('set-pin', full)).toEqual({ kind: 'key-refused', status: 'KEY_STORE_FULL', code: 0x28 });
  });
});
