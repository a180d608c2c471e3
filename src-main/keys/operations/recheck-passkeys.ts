import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import type { CtapStatusName } from '../../ctap2/status-codes.ts';
import { listWithToken } from '../list-with-token.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf } from '../operation-failure.ts';
import { endReadAccess } from '../read-access/match-read-access.ts';
import type { ReadAccessEntry } from '../read-access/read-access-entry.ts';
import { decryptStoreState, isUnitOf } from '../read-access/read-identity.ts';
import { requireFido2, requirePasskeyCommands } from '../requirements.ts';

type Output = OutputOf<'recheck-passkeys'>;

/** Statuses with which a key says that it does not take a token (any more). */
const refusesToken: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'PIN_AUTH_INVALID',
  'PUAT_REQUIRED',
  'PIN_TOKEN_EXPIRED',
]);

/**
 * Reads the passkeys with the read access that is kept, without a PIN. Where the key says that nothing has changed since the listing of
 * `since`, nothing is sent but getInfo, and there is no listing. No PIN try is ever at stake: the token goes to the unit that it is for and to no
 * other. Throws KeyFailure: `read-access-ended` where that key no longer takes it, which is then forgotten, `pin-required` where none is kept.
 */
export async function run(
  opened: OpenedKey<'working' | 'look'>,
  { keyId, since }: RunInput<'recheck-passkeys'>,
): Promise<Output> {
  const { record, knowledge } = opened;
  const info = requireFido2(record);
  return knowledge.readAccess.use(keyId, async (entry) => {
    if (entry === null || isUnitOf(info, entry) !== true) throw new KeyFailure({ kind: 'pin-required' });
    const state = decryptStoreState(info, entry.token);
    const readAt = knowledge.now().toISOString();
    if (state !== null && isUnchanged(entry, state, since)) {
      await renew(opened, keyId, { ...entry, listed: { state, readAt } });
      return { listing: null, readAt };
    }
    const listing = await list(opened, keyId, entry);
    const listed = state !== null && listing.complete ? { state, readAt: listing.readAt } : null;
    // A listing that nobody stores is nothing that a later state could be held against.
    if (since !== null) await renew(opened, keyId, { ...entry, listed });
    return { listing, readAt: listing.readAt };
  });
}

/** Checks whether the state is that right before the listing that is stored. */
function isUnchanged({ listed }: ReadAccessEntry, state: Uint8Array, since: string | null): boolean {
  return listed !== null && listed.readAt === since && equalBytes(listed.state, state);
}

/** Keeps what a later state is held against. A keychain that does not take it now changes nothing: the passkeys are listed next time. */
async function renew({ knowledge }: OpenedKey, keyId: string, entry: ReadAccessEntry): Promise<void> {
  await knowledge.readAccess.keep(keyId, entry).catch(() => undefined);
}

async function list(
  opened: OpenedKey<'working' | 'look'>,
  keyId: string,
  { token }: ReadAccessEntry,
): Promise<PasskeyListing> {
  const { record, knowledge } = opened;
  const { commands } = requirePasskeyCommands(requireFido2(record));
  try {
    return await listWithToken('recheck-passkeys', opened, commands, token);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null || !refusesToken.has(refusal.status)) throw error;
    await endReadAccess(knowledge.readAccess, record, keyId);
    throw new KeyFailure({ kind: 'read-access-ended' }, { cause: refusal });
  }
}
