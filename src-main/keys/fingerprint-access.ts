import type { Capability } from '../../src-shared/domain/capability.ts';
import {
  type BioEnrollmentCode,
  type BioEnrollmentCommands,
  bioEnrollmentCommands,
} from '../ctap2/commands/bio-enrollment.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { TokenPermission } from '../ctap2/commands/client-pin.ts';
import { credentialManagementSupport } from '../ctap2/credential-management-support.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { no, presentPinCapability } from './key-capabilities.ts';
import type { KeyRecord } from './key-record.ts';
import type { CapabilityFacts } from './opened-key.ts';
import { KeyFailure } from './operation-failure.ts';
import { requireFido2 } from './requirements.ts';

/** The commands for fingerprints, with a token that is for them. */
export interface FingerprintAccess {
  readonly commands: BioEnrollmentCommands;
  readonly token: PinUvAuthToken;
}

/** Returns whether the fingerprints of a key can be managed, once it is unlocked. */
export function fingerprintCapability({ info, pin }: CapabilityFacts): Capability {
  const code = bioEnrollmentCode(info);
  if (code === null) return no('no-sensor');
  const usable = presentPinCapability(pin);
  if (usable.answer !== 'yes') return usable;
  // CTAP 2.1 §6.5.5.7: with forcePINChange no token is given.
  if (pin.forceChange) return no('pin-change-required');
  return code === 0x09 && info.options.get('pinUvAuthToken') !== true ? no('no-token') : usable;
}

/** Returns the commands for fingerprints. Throws KeyFailure for a key without a sensor. */
export function requireSensor(info: AuthenticatorInfo): BioEnrollmentCommands {
  const code = bioEnrollmentCode(info);
  if (code === null) throw new KeyFailure({ kind: 'not-supported', feature: 'fingerprints' });
  return bioEnrollmentCommands(code);
}

/** Returns the token held, with the commands that it is for. Throws KeyFailure where there is none that is for fingerprints. */
export function requireFingerprintAccess(record: KeyRecord): FingerprintAccess {
  const commands = requireSensor(requireFido2(record));
  const { token } = record;
  const isForThem = token !== null && (token.permissions === null || (token.permissions & forFingerprints) !== 0);
  if (!isForThem) throw new KeyFailure({ kind: 'pin-required' });
  return { commands, token };
}

const forFingerprints = TokenPermission.bioEnrollment;

/** Returns the permissions of the token that one typing of the PIN gives: for passkeys, and for the fingerprints of a key that has a sensor. */
export function unlockPermissions(info: AuthenticatorInfo): number {
  const ofPasskeys = credentialManagementSupport(info).command === null ? 0 : TokenPermission.credentialManagement;
  // Keys that only have the preview command may not know the permission; their old token is for both.
  return ofPasskeys | (info.options.has('bioEnroll') ? forFingerprints : 0);
}

/** Determines by the options which command is for fingerprints; null for a key without a sensor, or without both. */
function bioEnrollmentCode({ options }: AuthenticatorInfo): BioEnrollmentCode | null {
  if (options.has('bioEnroll')) return 0x09;
  return options.has('userVerificationMgmtPreview') ? 0x40 : null;
}
