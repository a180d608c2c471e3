import type { FailureKind } from '../../src-shared/domain/operation-failure.ts';

/** Failures that any operation on a key can end with. */
export const commonFailures = [
  'key-removed',
  'key-changed',
  'key-busy',
  'key-not-answering',
  'key-broke-protocol',
  'key-refused',
  'no-permission',
  'not-supported',
  'cancelled',
  'unexpected',
] as const satisfies readonly FailureKind[];
export type CommonFailure = (typeof commonFailures)[number];

/** Failures of a new PIN. */
export const newPinFailures = [
  'pin-too-short',
  'pin-too-long',
  'pin-same',
  'pin-refused-by-policy',
  'pin-already-set',
] as const satisfies readonly FailureKind[];
export type NewPinFailure = (typeof newPinFailures)[number];

/** Failures of whatever needs the present PIN. */
export const pinFailures = [
  'pin-wrong',
  'pin-needs-replug',
  'pin-blocked',
  'pin-not-set',
  'pin-change-required',
  'pin-too-short',
  'pin-too-long',
] as const satisfies readonly FailureKind[];
export type PinFailure = (typeof pinFailures)[number];
