import type { FingerprintListing } from '../../../src-shared/domain/fingerprint.ts';
import { requireSensor, unlockPermissions } from '../fingerprint-access.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { listFingerprints } from '../read-fingerprints.ts';
import { requireFido2 } from '../requirements.ts';
import { withPinToken } from '../with-pin-token.ts';

/** Checks the PIN, lists the fingerprints and keeps the token, which is for fingerprints and passkeys. Throws KeyFailure. */
export async function run(
  opened: OpenedKey<'look'>,
  { pin }: RunInput<'unlock-fingerprints'>,
): Promise<FingerprintListing> {
  const { record } = opened;
  const info = requireFido2(record);
  const commands = requireSensor(info);
  const request = {
    operation: 'unlock-fingerprints',
    permissions: unlockPermissions(info),
    pin,
    isFirstUse: (command: string) => command.endsWith('.enumerateEnrollments'),
  } as const;
  return withPinToken(opened, info, request, async (token) => {
    const listing = await listFingerprints('unlock-fingerprints', opened, { commands, token });
    record.keepToken(token, performance.now());
    return listing;
  });
}
