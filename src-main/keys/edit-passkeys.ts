import type { Credential } from '../../src-shared/domain/credential.ts';
import { fromHex } from '../../src-shared/lib/hex.ts';
import type { CredentialManagementCommands } from '../ctap2/commands/credential-management.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { deadlines } from './deadlines.ts';
import { enumerateOfRp } from './list-passkeys.ts';
import { toCredential } from './to-credential.ts';
import { during, KeyFailure } from './to-operation-failure.ts';

export interface EditContext {
  readonly session: CtapSession;
  readonly commands: CredentialManagementCommands;
  readonly token: PinUvAuthToken;
  readonly rpIdOfHash: (rpIdHash: string) => string | null;
}

/**
 * Deletes one passkey. Sent once and never cancelled half-way; throws KeyFailure `outcome-unknown` where no answer came,
 * `passkey-not-found` where the key no longer has it, `pin-required` where it no longer takes the token.
 */
export async function deletePasskey(context: EditContext, credentialId: string): Promise<void> {
  const request = { token: context.token, credentialId: fromHex(credentialId) };
  const sending = context.session.send(context.commands.deleteCredential, request, deadlines.write);
  await during({ operation: 'delete-passkey', changesKey: true }, sending);
}

/**
 * Changes the names of one passkey and reads it back, because keys cut long names. Null where it could not be
 * read again, though it was renamed.
 * Throws KeyFailure as deletePasskey, and `not-supported` for a passkey whose user handle could not be read.
 */
export async function renamePasskey(
  context: EditContext,
  passkey: Credential,
  names: { readonly userName: string; readonly userDisplayName: string },
): Promise<Credential | null> {
  if (passkey.userId === null) throw new KeyFailure({ kind: 'not-supported', feature: 'rename-without-user-handle' });
  const request = {
    token: context.token,
    credentialId: fromHex(passkey.credentialId),
    // CTAP 2.1 §6.8.6: the key refuses another user handle than the stored one.
    userId: fromHex(passkey.userId),
    ...names,
  };
  const sending = context.session.send(context.commands.updateUserInformation, request, deadlines.write);
  await during({ operation: 'rename-passkey', changesKey: true }, sending);
  return readBack(context, passkey);
}

async function readBack(context: EditContext, passkey: Credential): Promise<Credential | null> {
  const rpIdHash = fromHex(passkey.rpIdHash);
  const rp = {
    rpIdHash,
    rpId: passkey.rpId,
    rpIdBytes: null,
    rpName: passkey.rpName,
    notes: passkey.notes.filter((note) => note.startsWith('rp-')),
    problems: [],
    unread: new Map(),
  };
  try {
    const stored = await enumerateOfRp(context, rpIdHash, null, () => undefined);
    const found = stored.entries
      .map((entry) => toCredential(rp, rpIdHash, entry, context.rpIdOfHash))
      .find((entry) => entry?.credentialId === passkey.credentialId);
    return found ?? null;
  } catch {
    // The key has taken the names: that it left or refused the list after that does not undo them.
    return null;
  }
}
