import type { Credential } from '../../src-shared/domain/credential.ts';
import { fromHex } from '../../src-shared/lib/hex.ts';
import type { OpenedKey } from './opened-key.ts';
import { KeyFailure, refusalOf } from './operation-failure.ts';
import { enumerateOfRp } from './read-passkeys.ts';
import { requireUnlocked } from './requirements.ts';
import { toCredential } from './to-credential.ts';
import { watchOwner } from './watch-owner.ts';

/** A passkey as a key that was asked again gives it; `unknown` where it did not answer that any more. */
export type CheckedPasskey = { readonly passkey: Credential | null } | 'unknown';

/** Asks the key again for one passkey that it listed before. */
export async function checkPasskey(opened: OpenedKey<'look'>, known: Credential): Promise<CheckedPasskey> {
  const { session, record, knowledge } = opened;
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
    const { commands, token } = requireUnlocked(record);
    const context = { session, commands, token, onKeepalive: watchOwner(opened) };
    const stored = await enumerateOfRp(context, rpIdHash, null, () => undefined);
    const found = stored.entries
      .map((entry) => toCredential(rp, rpIdHash, entry, knowledge.rpIdOfHash))
      .find((entry) => entry?.credentialId === known.credentialId);
    if (found == null && !stored.complete) return 'unknown';
    return { passkey: found ?? null };
  } catch (error) {
    if (refusalOf(error) !== null) record.dropToken();
    return 'unknown';
  }
}

/** Statuses with which keys say that they do not have a passkey, and some say that of passkeys that they have. */
const saysMissing = new Set(['NO_CREDENTIALS', 'INVALID_CREDENTIAL']);

/**
 * Returns the failure of a change that the key refused as if it did not have the passkey, after asking it again: `passkey-refused`
 * where it lists it all the same, or where that could not be checked. Any other error is returned as it is.
 */
export async function checkedRefusal(opened: OpenedKey<'look'>, known: Credential, error: unknown): Promise<unknown> {
  const refusal = refusalOf(error);
  if (refusal === null || !saysMissing.has(refusal.status)) return error;
  const checked = await checkPasskey(opened, known);
  if (checked !== 'unknown' && checked.passkey === null) return error;
  const { status, code } = refusal;
  const stillListed = checked === 'unknown' ? null : true;
  return new KeyFailure({ kind: 'passkey-refused', status, code, stillListed }, { cause: refusal });
}
