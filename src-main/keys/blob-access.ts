import type { Capability } from '../../src-shared/domain/capability.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { TokenPermission } from '../ctap2/commands/client-pin.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { unlockPermissions } from './fingerprint-access.ts';
import { no, passkeyCapability } from './key-capabilities.ts';
import type { KeyRecord } from './key-record.ts';
import type { CapabilityFacts } from './opened-key.ts';
import { KeyFailure } from './operation-failure.ts';
import { requireFido2 } from './requirements.ts';

/** Returns whether the large blobs of a key can be listed, once it is unlocked: what opens them is listed with the passkeys. */
export function blobCapability({ info, pin }: CapabilityFacts): Capability {
  if (info.options.get('largeBlobs') !== true) return no('no-large-blobs');
  const passkeys = passkeyCapability(info, pin);
  if (passkeys.answer !== 'yes') return passkeys;
  return info.options.get('pinUvAuthToken') === true ? passkeys : no('no-token');
}

/** Throws KeyFailure for a key that keeps no large blobs. */
export function requireLargeBlobs(info: AuthenticatorInfo): void {
  if (info.options.get('largeBlobs') !== true) throw new KeyFailure({ kind: 'not-supported', feature: 'large-blobs' });
}

/** Returns the permissions of the token that one typing of the PIN gives for large blobs: whatever unlocking gives, and writing them. */
export function blobPermissions(info: AuthenticatorInfo): number {
  return unlockPermissions(info) | TokenPermission.largeBlobWrite;
}

/** Returns the token held. Throws KeyFailure where there is none that writes large blobs. */
export function requireBlobToken(record: KeyRecord): PinUvAuthToken {
  requireLargeBlobs(requireFido2(record));
  const { token } = record;
  const isForThem = token?.permissions != null && (token.permissions & TokenPermission.largeBlobWrite) !== 0;
  if (token === null || !isForThem) throw new KeyFailure({ kind: 'pin-required' });
  return token;
}
