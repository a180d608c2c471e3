import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import { withTriesInAll } from '../../src-shared/plans/tries-in-all.ts';
import type { CommandContext } from './command-context.ts';
import { withReadAccess } from './match-read-access.ts';
import type { KeyCandidate } from './select-key.ts';

/** Returns every plugged-in key with its name in the inventory, where that can be opened without asking anything. */
export async function candidates(context: CommandContext): Promise<KeyCandidate[]> {
  if (await context.isNoKeyPluggedIn()) return [];
  const core = await context.core();
  const [keys, known] = await Promise.all([core.keys.refresh(), knownKeys(context)]);
  return Promise.all(keys.map((key) => named(context, known, { key, inventoryId: null, label: null, unseen: false })));
}

type KnownKeys = Awaited<ReturnType<typeof knownKeys>>;

/** Returns a key with its name in the inventory; a listing decides where the key's own facts do not. */
export async function named(
  context: CommandContext,
  known: KnownKeys,
  candidate: KeyCandidate,
  listing?: PasskeyListing,
): Promise<KeyCandidate> {
  const first = await known?.inventory.recognise(candidate.key, listing);
  if (known === null || first?.ok !== true) return candidate;
  const plugged = await withReadAccess(context, candidate.key, known.snapshot.keys, first.value);
  const recognised = plugged.readAccess === null ? first : await known.inventory.recognise(plugged, listing);
  if (!recognised.ok) return candidate;
  const { value } = recognised;
  const keyId = value.state === 'known' ? value.keyId : null;
  const { facts } = plugged;
  const key = { ...plugged, facts: facts === null ? null : withTriesInAll(facts, known.snapshot, keyId) };
  if (value.state === 'known') {
    const label = known.snapshot.keys.find(({ id }) => id === keyId)?.label ?? null;
    return { ...candidate, key, inventoryId: keyId, label };
  }
  return { ...candidate, key, unseen: value.state === 'new' || value.candidates.length === 0 };
}

/** Returns the keys of the inventory; null where there is none, or it cannot be opened without asking. */
export async function knownKeys(context: CommandContext) {
  if (!context.hasInventory()) return null;
  const inventory = await context.inventory();
  const snapshot = await inventory.snapshot();
  if (!snapshot.ok) {
    // The inventory is not needed to work with a key; its names are missing then.
    context.terminal.note(context.t('cli.inventory-not-open', { kind: snapshot.failure.kind }));
    return null;
  }
  return { inventory, snapshot: snapshot.value };
}
