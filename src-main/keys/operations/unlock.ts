import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { unlockPermissions } from '../fingerprint-access.ts';
import { listWithToken } from '../list-with-token.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { requireFido2, requirePasskeyCommands } from '../requirements.ts';
import { withPinToken } from '../with-pin-token.ts';

/** Checks the PIN, lists the passkeys and keeps the token, which is for passkeys, and fingerprints where there is a sensor, and for nothing else. Throws KeyFailure. */
export async function run(opened: OpenedKey<'working' | 'look'>, { pin }: RunInput<'unlock'>): Promise<PasskeyListing> {
  const { record } = opened;
  const info = requireFido2(record);
  const { commands } = requirePasskeyCommands(info);
  const request = {
    operation: 'unlock',
    permissions: unlockPermissions(info),
    pin,
    isFirstUse: (command: string) => command.endsWith('.getCredsMetadata'),
  } as const;
  return withPinToken(opened, info, request, async (token) => {
    const listing = await listWithToken('unlock', opened, commands, token);
    record.keepToken(token, performance.now());
    return listing;
  });
}
