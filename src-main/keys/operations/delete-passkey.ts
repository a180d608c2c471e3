import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { deadlines } from '../deadlines.ts';
import { passkeyCapability } from '../key-capabilities.ts';
import { listWithToken } from '../list-with-token.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { refusalOf, withFailureContext } from '../operation-failure.ts';
import { requireListed, requireUnlocked } from '../requirements.ts';

/** Returns whether passkeys can be deleted, once the key is unlocked. */
export function capability({ info, pin }: CapabilityFacts): Capability {
  return passkeyCapability(info, pin);
}

/**
 * Deletes one passkey, sent once and never cancelled half-way, then lists again. Throws KeyFailure: `outcome-unknown` where
 * no clear answer came, `passkey-not-found` where the key no longer has it, `pin-required` where it no longer takes the
 * token.
 */
export async function run(
  opened: OpenedKey<'working'>,
  passkey: RunInput<'delete-passkey'>,
): Promise<OutputOf<'delete-passkey'>> {
  const { record, session, signal } = opened;
  const { commands, token } = requireUnlocked(record);
  const { credentialId } = requireListed(record, passkey);
  signal.throwIfAborted();
  const request = { token, credentialId: fromHex(credentialId) };
  const sending = session.send(commands.deleteCredential, request, deadlines.write);
  await withFailureContext({ operation: 'delete-passkey', step: 'use-token', changesKey: true }, sending);
  const listing = await listAgain(opened);
  const stillListed = listing?.passkeys.some((listed) => listed.credentialId === credentialId) ?? false;
  return { stillListed, listing };
}

/** Lists the passkeys that are left. Some keys end a token with each write, some stop answering: the deletion is done all the same. */
async function listAgain(opened: OpenedKey<'working'>): Promise<PasskeyListing | null> {
  const { commands, token } = requireUnlocked(opened.record);
  try {
    return await listWithToken('delete-passkey', opened, commands, token);
  } catch (error) {
    if (refusalOf(error) !== null) opened.record.dropToken();
    return null;
  }
}
