import type { Capability } from '../../../src-shared/domain/capability.ts';
import type { Credential } from '../../../src-shared/domain/credential.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { credentialManagementSupport } from '../../ctap2/credential-management-support.ts';
import { deadlines } from '../deadlines.ts';
import { no, passkeyCapability } from '../key-capabilities.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { enumerateOfRp } from '../read-passkeys.ts';
import { requireListed, requireUnlocked } from '../requirements.ts';
import { toCredential } from '../to-credential.ts';

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
  opened: OpenedKey,
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
  const sending = session.send(commands.updateUserInformation, request, deadlines.write);
  await withFailureContext({ operation: 'rename-passkey', step: 'use-token', changesKey: true }, sending);
  const passkey = await readBack(opened, known);
  if (passkey !== null && record.listing !== null) {
    const passkeys = record.listing.passkeys.map((listed) => (listed === known ? passkey : listed));
    record.listing = { ...record.listing, passkeys };
  }
  return { passkey };
}

async function readBack({ session, record, knowledge }: OpenedKey, known: Credential): Promise<Credential | null> {
  const { commands, token } = requireUnlocked(record);
  const rpIdHash = fromHex(known.rpIdHash);
  const rp = {
    rpIdHash,
    rpId: known.rpId,
    rpIdBytes: null,
    rpName: known.rpName,
    notes: known.notes.filter((note) => note.startsWith('rp-')),
    problems: [],
    unread: new Map(),
  };
  try {
    const stored = await enumerateOfRp({ session, commands, token }, rpIdHash, null, () => undefined);
    const found = stored.entries
      .map((entry) => toCredential(rp, rpIdHash, entry, knowledge.rpIdOfHash))
      .find((entry) => entry?.credentialId === known.credentialId);
    return found ?? null;
  } catch {
    // The key has taken the names: that it left or refused the list after that does not undo them.
    return null;
  }
}
