import type { ReadAccessMatch } from '../../../src-shared/domain/read-access.ts';
import { KeyFailure } from '../operation-failure.ts';
import type { KeyRecord } from '../key-record.ts';
import { isUnitOf, offersReadAccess } from './read-identity.ts';
import type { ReadAccessVault } from './read-access-vault.ts';

/**
 * Finds which of some remembered keys a plugged-in one is, by decrypting what it says of itself with the read access that is kept: nothing is
 * sent to it. `isCertain`: the key is the one that is named, by other evidence; where it does not answer to the entry of that key, its PIN was
 * changed or it was reset, and the entry is forgotten. A keychain that cannot be asked finds nothing.
 */
export async function matchReadAccess(
  vault: ReadAccessVault,
  record: KeyRecord,
  keyIds: readonly string[],
  isCertain: boolean,
): Promise<ReadAccessMatch> {
  const { info } = record;
  if (info === null || !offersReadAccess(info)) return 'none';
  try {
    for (const keyId of keyIds) {
      const isUnit = await vault.use(keyId, (entry) => (entry === null ? null : isUnitOf(info, entry)));
      if (isUnit === true) {
        record.view = { ...record.view, readAccess: keyId };
        return 'kept';
      }
      if (isUnit === false && isCertain) {
        await vault.forget(keyId);
        return 'ended';
      }
    }
  } catch (error) {
    if (!(error instanceof KeyFailure)) throw error;
  }
  return 'none';
}

/** Forgets the read access to a key of which it has ended. That it cannot be forgotten now changes nothing: the key takes it no more. */
export async function endReadAccess(
  vault: ReadAccessVault,
  record: KeyRecord,
  keyId: string | null = record.view.readAccess,
): Promise<void> {
  record.view = { ...record.view, readAccess: null };
  if (keyId !== null) await vault.forget(keyId);
}
