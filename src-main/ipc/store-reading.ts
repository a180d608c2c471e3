import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import type { Reading } from '../../src-shared/ipc/contract.ts';
import type { IdentityAnswer, Inventory } from '../inventory/inventory.ts';

/** Stores what was read from a key, or says why it is not stored: the person must say which key it is, or what failed. */
export async function storeReading(
  inventory: Inventory,
  key: PluggedKey,
  listing: PasskeyListing,
  answer?: IdentityAnswer,
): Promise<Reading['stored']> {
  if (answer !== undefined) return storedAs(await inventory.recordListing(key, listing, answer));
  const recognised = await inventory.recognise(key, listing);
  if (!recognised.ok) return { state: 'not-stored', reason: recognised.failure.kind };
  const undecided = recognised.value.state === 'undecided' ? recognised.value.candidates : null;
  if (undecided !== null && undecided.length > 0) return { state: 'which-key', candidates: [...undecided] };
  // Nothing remembered could be this key: there is nothing to ask.
  return storedAs(await inventory.recordListing(key, listing, undecided === null ? undefined : { newKey: true }));
}

function storedAs(recorded: Awaited<ReturnType<Inventory['recordListing']>>): Reading['stored'] {
  if (!recorded.ok) return { state: 'not-stored', reason: recorded.failure.kind };
  return { state: 'stored', keyId: recorded.value.keyId, isNew: recorded.value.isNew };
}
