import type { InventoryKey } from '../domain/inventory-key.ts';
import type { CoverageInput } from './coverage-input.ts';

/** Credential IDs of the passkeys of one key of which an interrupted change makes it unknown whether they are there. */
export type DoubtedPasskeys = ReadonlySet<string> | 'all';

const none: DoubtedPasskeys = new Set<string>();

/**
 * Returns what an interrupted change makes unknown: of a deletion its passkey, of any other change nothing that is on the key (a new
 * name is no other passkey). A key that must be read again for a reason that is not on record is not known at all.
 */
export function doubtedPasskeys(
  { id, needsReread }: Pick<InventoryKey, 'id' | 'needsReread'>,
  interrupted: CoverageInput['interrupted'],
): DoubtedPasskeys {
  if (!needsReread) return none;
  const own = interrupted.filter(({ keyId }) => keyId === id);
  if (own.length === 0) return 'all';
  return new Set(own.flatMap((one) => (one.operation === 'delete-passkey' ? (one.credentialId ?? []) : [])));
}

/** Checks whether it is not known if a passkey that was read is still on its key. */
export function isDoubted(doubted: DoubtedPasskeys, credentialId: string | null): boolean {
  return doubted === 'all' || (credentialId !== null && doubted.has(credentialId));
}
