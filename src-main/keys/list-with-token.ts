import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import type { CredentialManagementCommands } from '../ctap2/commands/credential-management.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { OpenedKey } from './opened-key.ts';
import { withFailureContext } from './operation-failure.ts';
import { readPasskeys } from './read-passkeys.ts';
import { watchOwner } from './watch-owner.ts';

/** Lists the passkeys for an operation, keeps the listing and shows how full the key is. Throws KeyFailure. */
export async function listWithToken(
  operation: OperationName,
  opened: OpenedKey<'working' | 'look'>,
  commands: CredentialManagementCommands,
  token: PinUvAuthToken,
): Promise<PasskeyListing> {
  const { session, signal, record, knowledge, report } = opened;
  const { rpIdOfHash, now } = knowledge;
  const onProgress = (done: number, total: number | null): void => report('working', done, total);
  const reading = readPasskeys({
    session,
    commands,
    token,
    signal,
    rpIdOfHash,
    now,
    onProgress,
    onKeepalive: watchOwner(opened),
  });
  const listing = await withFailureContext({ operation, step: 'use-token', changesKey: false }, reading);
  record.noteTokenUse(performance.now());
  record.listing = listing;
  const { facts } = record.view;
  if (facts !== null) {
    const passkeys = { existing: listing.existing, remaining: listing.remaining ?? facts.passkeys.remaining };
    record.view = { ...record.view, facts: { ...facts, passkeys } };
  }
  return listing;
}
