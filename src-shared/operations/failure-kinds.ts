import type { FailureKind } from '../domain/operation-failure.ts';

/** Failures that any operation on a key can end with. A status without a better meaning is `key-refused`. */
export const commonFailures = [
  'key-removed',
  'key-changed',
  'key-busy',
  'key-not-answering',
  'key-broke-protocol',
  'key-refused',
  'no-permission',
  'hid-unusable',
  'not-supported',
  'cancelled',
  'unexpected',
] as const satisfies readonly FailureKind[];

/** Failures where a key may ask its owner, by touch or on its own display. */
export const ownerFailures = ['touch-timed-out', 'touch-refused'] as const satisfies readonly FailureKind[];

/** Failures of whatever needs the present PIN. */
export const pinFailures = [
  'pin-wrong',
  'pin-way-refused',
  'pin-needs-replug',
  'pin-blocked',
  'pin-not-set',
  'pin-change-required',
  'pin-too-short',
  'pin-too-long',
] as const satisfies readonly FailureKind[];

/** Failures of a finger that takes the place of the PIN. */
export const fingerFailures = [
  'finger-not-recognised',
  'finger-blocked',
  'finger-not-set-up',
  'finger-gives-no-token',
] as const satisfies readonly FailureKind[];

/** Failures of a change of one passkey: the key may refuse it although it has the passkey. */
export const passkeyFailures = ['passkey-not-found', 'passkey-refused'] as const satisfies readonly FailureKind[];

/** Failures of a new PIN. */
export const newPinFailures = [
  'pin-too-short',
  'pin-too-long',
  'pin-same',
  'pin-refused-by-policy',
  'pin-already-set',
] as const satisfies readonly FailureKind[];

/** Failures of whatever uses the token that a PIN gave: no PIN is sent, so none can be wrong. */
export const tokenFailures = [
  'pin-required',
  'pin-needs-replug',
  'pin-blocked',
  'pin-not-set',
  'pin-change-required',
] as const satisfies readonly FailureKind[];
