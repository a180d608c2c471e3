import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { passkeyCapability } from '../key-capabilities.ts';
import { listWithToken } from '../list-with-token.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { checkedRefusal } from '../check-passkey.ts';
import { refusalOf, withFailureContext } from '../operation-failure.ts';
import { requireListed, requireUnlocked } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Returns whether passkeys can be deleted, once the key is unlocked. */
export function capability({ info, pin }: CapabilityFacts): Capability {
  return passkeyCapability(info, pin);
}

/**
 * Deletes one passkey, sent once and never cancelled half-way, then lists again. Throws KeyFailure: `outcome-unknown` where
 * no clear answer came, `passkey-not-found` where the key no longer has it, `passkey-refused` where it only says so,
 * `pin-required` where it no longer takes the token.
 */
export async function run(
  opened: OpenedKey<'working' | 'look'>,
  passkey: RunInput<'delete-passkey'>,
): Promise<OutputOf<'delete-passkey'>> {
  const { record, session, signal } = opened;
  const { commands, token } = requireUnlocked(record);
  const known = requireListed(record, passkey);
  const { credentialId } = known;
  signal.throwIfAborted();
  const request = { token, credentialId: fromHex(credentialId) };
  const options = writeOptions(opened);
  const sending = session.send(commands.deleteCredential, request, options);
  try {
    await withFailureContext({ operation: 'delete-passkey', step: 'use-token', changesKey: true }, sending);
  } catch (error) {
    throw await checkedRefusal(opened, known, error);
  }
  const listing = await listAgain(opened);
  return { stillListed: listing === null ? null : stillLists(listing, credentialId), listing };
}

/** Checks whether a passkey is in a listing; null where the listing is not complete, so that its absence says nothing. */
function stillLists({ passkeys, complete }: PasskeyListing, credentialId: string): boolean | null {
  if (passkeys.some((listed) => listed.credentialId === credentialId)) return true;
  return complete ? false : null;
}

/** Lists the passkeys that are left. Some keys end a token with each write, some stop answering: the deletion is done all the same. */
async function listAgain(opened: OpenedKey<'working' | 'look'>): Promise<PasskeyListing | null> {
  const { commands, token } = requireUnlocked(opened.record);
  try {
    return await listWithToken('delete-passkey', opened, commands, token);
  } catch (error) {
    if (refusalOf(error) !== null) opened.record.dropToken();
    return null;
  }
}
