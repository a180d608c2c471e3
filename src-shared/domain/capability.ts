import type { CapabilityName } from '../operations/operation-names.ts';
import type { OperationFailure } from './operation-failure.ts';

/** Reasons why a function of a key cannot be used now, or not at all. Shown as text (i18n `reason.*`). */
export const capabilityReasons = [
  'u2f-only', // the key speaks U2F only: nothing can be listed
  'fido2-off', // the key has FIDO2 switched off (vendor configuration says so)
  'too-old', // FIDO2 without credential management (neither 0A nor 41)
  'preview-only', // only the preview command: no renaming
  'no-token', // claims credential management but offers no way to get a token for it
  'no-pin-support', // clientPin absent
  'no-pin-set', // a PIN must be set first
  'pin-already-set',
  'pin-change-required', // forcePINChange
  'pin-blocked',
  'no-permission', // this computer does not let us open the key
  'in-use', // another program holds the key
  'not-read-yet',
  'not-answering',
  'no-such-setting', // the key does not have this setting
  'already-on', // a setting that only a reset takes back, or a new PIN
  'reset-by-maker', // the key refuses the reset of FIDO2 alone (vendor information says so)
  'reset-not-over-usb', // transportsForReset without usb
  'no-read-access', // no persistent token (perCredMgmtRO), or nothing to tell the unit by (encIdentifier)
  'no-sensor', // no fingerprint sensor, or none that others may manage
  'no-finger-enrolled', // the key verifies its user itself, and has nobody to recognise
  'finger-blocked', // no tries are left for a finger
  'verification-not-told', // the key verifies its user itself, and does not tell how
  'no-large-blobs', // the key keeps none
  'needs-pin', // what is about the PIN that a key has, or needs one to be allowed
] as const;
export type CapabilityReason = (typeof capabilityReasons)[number];

export const capabilityAnswers = ['yes', 'no', 'unknown'] as const;

/** Three-valued: a function of a key can be used, cannot, or nobody knows; with the reason where it is not yes. */
export interface Capability {
  readonly answer: (typeof capabilityAnswers)[number];
  readonly reason: CapabilityReason | null;
}

/** One capability for each that an operation needs. */
export type KeyCapabilities = Readonly<Record<CapabilityName, Capability>>;

/** Returns the failure of asking a key for its passkeys that cannot list them now, for this reason. */
export function unlistableFailure(reason: CapabilityReason | null): OperationFailure {
  switch (reason) {
    case 'no-pin-set':
      return { kind: 'pin-not-set' };
    case 'pin-blocked':
    case 'pin-change-required':
      return { kind: reason };
    default:
      return { kind: 'not-supported', feature: 'list-passkeys' };
  }
}
