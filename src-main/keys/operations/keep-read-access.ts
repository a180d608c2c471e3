import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';
import { getInfo } from '../../ctap2/commands/get-info.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import type { PinUvAuthToken } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { deadlines } from '../deadlines.ts';
import { no, passkeyCapability } from '../key-capabilities.ts';
import { listWithToken } from '../list-with-token.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure } from '../operation-failure.ts';
import { decryptIdentifier, decryptStoreState, offersReadAccess } from '../read-access/read-identity.ts';
import { requireFido2, requirePasskeyCommands } from '../requirements.ts';
import { withPinToken } from '../with-pin-token.ts';

/** Returns whether read access to a key can be kept: it offers that, and takes its PIN now. */
export function capability({ info, pin }: CapabilityFacts): Capability {
  return offersReadAccess(info) ? passkeyCapability(info, pin) : no('no-read-access');
}

/**
 * Gets the read-only token for the PIN once, lists the passkeys with it, and keeps it in the keychain for the key that is remembered under
 * `keyId`. Throws KeyFailure: `keychain-unavailable` before the PIN is sent where there is no keychain, and `key-broke-protocol` for a key that
 * does not say twice that it is the same unit.
 */
export async function run(
  opened: OpenedKey<'working' | 'look'>,
  { keyId, pin }: RunInput<'keep-read-access'>,
): Promise<PasskeyListing> {
  const { record, knowledge } = opened;
  const info = requireFido2(record);
  const { commands } = requirePasskeyCommands(info);
  if (!offersReadAccess(info)) throw new KeyFailure({ kind: 'not-supported', feature: 'read-access' });
  await knowledge.readAccess.use(keyId, () => null);
  const request = {
    operation: 'keep-read-access',
    permissions: TokenPermission.persistentCredentialManagementReadOnly,
    pin,
    isFirstUse: (command: string) => command.endsWith('.getCredsMetadata'),
  } as const;
  return withPinToken(opened, info, request, async (token) => {
    const before = await unitNow(opened, token);
    const listing = await listWithToken('keep-read-access', opened, commands, token);
    const after = await unitNow(opened, token);
    if (!equalBytes(before.identifier, after.identifier)) {
      throw new KeyFailure({ kind: 'key-broke-protocol', detail: 'encIdentifier decrypts to another unit each time' });
    }
    const { state } = before;
    const listed = state !== null && listing.complete ? { state, readAt: listing.readAt } : null;
    await knowledge.readAccess.keep(keyId, { token, aaguid: info.aaguid, identifier: before.identifier, listed });
    record.view = { ...record.view, readAccess: keyId };
    token.wipe();
    return listing;
  });
}

async function unitNow(
  { session, signal }: OpenedKey,
  token: PinUvAuthToken,
): Promise<{ readonly identifier: Uint8Array; readonly state: Uint8Array | null }> {
  const info: AuthenticatorInfo = await session.send(getInfo, null, { ...deadlines.quick, signal });
  const identifier = decryptIdentifier(info, token);
  if (identifier === null) throw new KeyFailure({ kind: 'not-supported', feature: 'read-access' });
  return { identifier, state: decryptStoreState(info, token) };
}
