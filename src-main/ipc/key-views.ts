import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import type { IdentityStrength } from '../../src-shared/domain/inventory-key.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { keepOnly } from '../../src-shared/lib/keep-only.ts';
import { withTriesInAll } from '../../src-shared/plans/tries-in-all.ts';
import type { Inventory, Recognition } from '../inventory/inventory.ts';

export interface KeyViews {
  current(): readonly KeyView[];
  get(handle: KeyHandle): KeyView | null;
  /** Returns the last listing of this plug-in, from which a deletion dialog is composed. */
  listing(handle: KeyHandle): PasskeyListing | null;
  keepListing(handle: KeyHandle, listing: PasskeyListing): void;
  /** Records the person's answer, for this plug-in, to which remembered key this is. */
  tellWhich(handle: KeyHandle, keyId: string): void;
  /** Records that this key no longer takes the read access that was kept. */
  noteReadAccessEnded(handle: KeyHandle): void;
  /** Identifies this key among those of the inventory as it is now. */
  recognise(handle: KeyHandle): Promise<Recognition | null>;
  /** Applies a new device list of the key host. */
  update(keys: readonly PluggedKey[]): void;
  /** Recognises again, because the inventory changed. */
  refresh(): void;
}

export interface KeyViewsOptions {
  readonly inventory: Inventory;
  readonly onChange: (views: readonly KeyView[]) => void;
  readonly log: (line: string) => void;
}

/** Joins the keys that are plugged in with what the inventory remembers of them. */
export function createKeyViews({ inventory, onChange, log }: KeyViewsOptions): KeyViews {
  let plugged: readonly PluggedKey[] = [];
  let views: readonly KeyView[] = [];
  const listings = new Map<KeyHandle, PasskeyListing>();
  const seen = new Map<KeyHandle, string>();
  const told = new Map<KeyHandle, string>();
  const ended = new Set<KeyHandle>();
  let running = false;
  let requests = 0;

  /** Runs one pass at a time; changes that come meanwhile cause one more pass with the newest keys. */
  async function work(): Promise<void> {
    requests++;
    if (running) return;
    running = true;
    try {
      let answered: number;
      do {
        answered = requests;
        const keys = plugged;
        const joined: KeyView[] = [];
        for (const key of keys) joined.push(await join(key));
        if (keys !== plugged) continue;
        views = joined;
        onChange(views);
      } while (answered !== requests);
    } catch (error) {
      log(`recognising keys failed: ${error instanceof Error ? error.name : 'unknown error'}`);
    } finally {
      running = false;
    }
  }

  async function join(key: PluggedKey): Promise<KeyView> {
    const { facts, handle } = key;
    const readAccessEnded = hasEnded(key);
    const recognised = facts === null ? null : await inventory.recognise(key, listings.get(handle));
    if (facts === null || recognised === null || !recognised.ok) return { ...key, remembered: null, readAccessEnded };
    const { value } = recognised;
    if (value.state === 'known') await noteSeen(key);
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) return { ...key, remembered: null, readAccessEnded };
    const isKnown = value.state === 'known';
    const keyId = isKnown ? value.keyId : (told.get(handle) ?? null);
    const strength: IdentityStrength = isKnown ? value.strength : 'told';
    const record = snapshot.value.keys.find(({ id }) => id === keyId);
    return {
      ...key,
      facts: withTriesInAll(facts, snapshot.value, keyId),
      remembered: record === undefined ? null : { keyId: record.id, label: record.label, strength },
      readAccessEnded,
    };
  }

  function hasEnded({ handle, readAccess }: PluggedKey): boolean {
    return readAccess === null && ended.has(handle);
  }

  /**
   * Records a sighting once per plug-in and whenever the key reports something new; encIdentifier differs at every read and does not count.
   */
  async function noteSeen(key: PluggedKey): Promise<void> {
    const facts = JSON.stringify(key.facts === null ? null : { ...key.facts, encIdentifier: null, rawGetInfo: null });
    if (seen.get(key.handle) === facts) return;
    seen.set(key.handle, facts);
    await inventory.recordSeen(key);
  }

  return {
    current: () => views,
    get: (handle) => {
      // The host's word on what is plugged in counts at once, the inventory's on names may follow.
      const key = plugged.find((candidate) => candidate.handle === handle);
      if (key === undefined) return null;
      const remembered = views.find((view) => view.handle === handle)?.remembered ?? null;
      return { ...key, remembered, readAccessEnded: hasEnded(key) };
    },
    listing: (handle) => listings.get(handle) ?? null,
    keepListing: (handle, listing) => void listings.set(handle, listing),
    tellWhich: (handle, keyId) => void told.set(handle, keyId),
    noteReadAccessEnded: (handle) => {
      ended.add(handle);
      void work();
    },
    recognise: async (handle) => {
      const key = plugged.find((candidate) => candidate.handle === handle);
      if (key === undefined || key.facts === null) return null;
      const recognised = await inventory.recognise(key, listings.get(handle));
      return recognised.ok ? recognised.value : null;
    },
    update: (keys) => {
      plugged = keys;
      const handles = new Set(keys.map((key) => key.handle));
      for (const known of [listings, told, seen, ended]) keepOnly(known, handles);
      void work();
    },
    refresh: () => void work(),
  };
}
