import { z } from 'zod';
import { capabilityNames } from '../operations/operation-names.ts';
import type { OperationFailure } from './operation-failure.ts';

/** Why a function of a key cannot be used now, or not at all. Shown in words (i18n `reason.*`). */
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
  'pin-needs-replug',
  'pin-blocked',
  'no-permission', // this computer does not let us open the key
  'in-use', // another program holds the key
  'not-read-yet',
  'not-answering',
] as const;
export const capabilityReasonSchema = z.enum(capabilityReasons);
export type CapabilityReason = z.infer<typeof capabilityReasonSchema>;

/** Three-valued: a function of a key can be used, cannot, or nobody knows; with the reason where it is not yes. */
export const capabilitySchema = z.strictObject({
  answer: z.enum(['yes', 'no', 'unknown']),
  reason: capabilityReasonSchema.nullable(),
});
export type Capability = z.infer<typeof capabilitySchema>;

/** What a key can be asked to do: one capability for each that an operation needs. */
export const keyCapabilitiesSchema = z.record(z.enum(capabilityNames), capabilitySchema);
export type KeyCapabilities = z.infer<typeof keyCapabilitiesSchema>;

/** Gives the failure of asking a key for its passkeys that cannot list them now, for this reason. */
export function unlistableFailure(reason: CapabilityReason | null): OperationFailure {
  switch (reason) {
    case 'no-pin-set':
      return { kind: 'pin-not-set' };
    case 'pin-blocked':
    case 'pin-needs-replug':
    case 'pin-change-required':
      return { kind: reason };
    default:
      return { kind: 'not-supported', feature: 'list-passkeys' };
  }
}
