import type { Capability } from '../../../src-shared/domain/capability.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { credentialManagementSupport } from '../../ctap2/credential-management-support.ts';
import { checkedRefusal, checkPasskey } from '../check-passkey.ts';
import { no, passkeyCapability } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { requireListed, requireUnlocked } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** Returns whether passkeys can be renamed, once the key is unlocked. */
export function capability({ info, pin }: CapabilityFacts): Capability {
  const support = credentialManagementSupport(info);
  return support.command !== null && !support.canRename ? no('preview-only') : passkeyCapability(info, pin);
}

/**
 * Changes the names of one passkey, sent once and never cancelled half-way, and reads it back, because keys cut long names.
 * Throws KeyFailure: as for a deletion, and `not-supported` for a passkey whose user handle could not be read.
 */
export async function run(
  opened: OpenedKey<'look'>,
  { userName, userDisplayName, ...reference }: RunInput<'rename-passkey'>,
): Promise<OutputOf<'rename-passkey'>> {
  const { record, session, signal } = opened;
  const { commands, canRename, token } = requireUnlocked(record);
  if (!canRename) throw new KeyFailure({ kind: 'not-supported', feature: 'rename-passkey' });
  const known = requireListed(record, reference);
  if (known.userId === null) throw new KeyFailure({ kind: 'not-supported', feature: 'rename-without-user-handle' });
  signal.throwIfAborted();
  // CTAP 2.1 §6.8.6: the key refuses another user handle than the stored one.
  const request = {
    token,
    credentialId: fromHex(known.credentialId),
    userId: fromHex(known.userId),
    userName,
    userDisplayName,
  };
  const options = writeOptions(opened);
  const sending = session.send(commands.updateUserInformation, request, options);
  try {
    await withFailureContext({ operation: 'rename-passkey', step: 'use-token', changesKey: true }, sending);
  } catch (error) {
    throw await checkedRefusal(opened, known, error);
  }
  // The key has taken the names: that it left or refused the list after that does not undo them.
  const checked = await checkPasskey(opened, known);
  const passkey = checked === 'unknown' ? null : checked.passkey;
  if (passkey !== null && record.listing !== null) {
    const passkeys = record.listing.passkeys.map((listed) => (listed === known ? passkey : listed));
    record.listing = { ...record.listing, passkeys };
  }
  return { passkey };
}
