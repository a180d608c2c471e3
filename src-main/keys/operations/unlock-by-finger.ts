import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { credentialManagementSupport } from '../../ctap2/credential-management-support.ts';
import { knowsFingers, tokenByFinger } from '../finger-token.ts';
import { unlockPermissions } from '../fingerprint-access.ts';
import { no, yes } from '../key-capabilities.ts';
import { listWithToken } from '../list-with-token.ts';
import type { CapabilityFacts, OpenedKey } from '../opened-key.ts';
import { requireFido2, requirePasskeyCommands } from '../requirements.ts';

/** Returns whether a finger unlocks the key for its passkeys. Its PIN may be blocked, or none be set: built-in verification has tries of its own. */
export function capability({ info, uvRetries }: CapabilityFacts): Capability {
  const { options } = info;
  const support = credentialManagementSupport(info);
  if (support.command === null) return no(support.reason);
  const isSetUp = options.get('uv');
  const isFinger = knowsFingers(info);
  if (isSetUp === undefined || isFinger === false) return no('no-sensor');
  if (!isSetUp) return no('no-finger-enrolled');
  if (options.get('pinUvAuthToken') !== true) return no('no-token');
  if (uvRetries === 0) return no('finger-blocked');
  return isFinger === null ? { answer: 'unknown', reason: 'verification-not-told' } : yes;
}

/** Asks the key for one finger, lists the passkeys and keeps the token, which is for what that of a PIN is for, as far as the key grants it. Throws KeyFailure. */
export async function run(opened: OpenedKey<'working' | 'finger' | 'look'>): Promise<PasskeyListing> {
  const { record } = opened;
  const info = requireFido2(record);
  const { commands } = requirePasskeyCommands(info);
  const token = await tokenByFinger(opened, info, permissionsByFinger(info));
  try {
    const listing = await listWithToken('unlock-by-finger', opened, commands, token);
    record.keepToken(token, performance.now());
    return listing;
  } catch (error) {
    token.wipe();
    throw error;
  }
}

/** Returns the permissions of unlocking that the key grants for a finger: those for fingerprints only where it says so (CTAP 2.1 §6.5.5.7.3). */
function permissionsByFinger(info: AuthenticatorInfo): number {
  const permissions = unlockPermissions(info);
  return info.options.get('uvBioEnroll') === true ? permissions : permissions & ~TokenPermission.bioEnrollment;
}
