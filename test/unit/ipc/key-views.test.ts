import { describe, expect, it, vi } from 'vitest';
import { createKeyViews } from '../../../src-main/ipc/key-views.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { inventoryWith, listingOf, passkey, pluggedKey } from './key-fixtures.ts';

const snapshot = {
  revision: 1,
  demo: true,
  keys: [{ id: 'k1', label: 'Blue' }],
  enrolments: [],
  otherWaysIn: [],
  activity: [],
} as unknown as InventorySnapshot;

function make(methods: Partial<Inventory> = {}) {
  const seen: (readonly KeyView[])[] = [];
  const recordSeen = vi.fn(async () => success(undefined));
  const lines: string[] = [];
  const views = createKeyViews({
    inventory: inventoryWith({
      recognise: async () => success({ state: 'known', keyId: 'k1', strength: 'vendor-serial' }),
      recordSeen,
      snapshot: async () => success(snapshot),
      ...methods,
    }),
    onChange: (keys) => seen.push(keys),
    log: (line) => lines.push(line),
  });
  return { views, seen, recordSeen, lines };
}

const shown = async (seen: readonly unknown[], count: number) => {
  await expect.poll(() => seen).toHaveLength(count);
};

describe('keys as the window sees them', () => {
  it('carry what the inventory calls them', async () => {
    const { views, seen } = make();
    views.update([pluggedKey()]);
    await shown(seen, 1);
    expect(views.current()[0]?.remembered).toEqual({ keyId: 'k1', label: 'Blue', strength: 'vendor-serial' });
  });

  it('11.10 carry how many tries a key has in all, from its readings', async () => {
    const activity = [{ kind: 'key-read', keyId: 'k1', details: { pinTries: '3' } }];
    const { views, seen } = make({
      snapshot: async () => success({ ...snapshot, activity } as unknown as InventorySnapshot),
    });
    views.update([pluggedKey()]);
    await shown(seen, 1);
    expect(views.current()[0]?.facts?.pin.retriesInAll).toBe(3);
  });

  it('carry the person’s word where nothing else tells, for as long as they are plugged in', async () => {
    const { views, seen } = make({ recognise: async () => success({ state: 'undecided', candidates: ['k1'] }) });
    const key = pluggedKey();
    views.update([key]);
    await shown(seen, 1);
    expect(views.current()[0]?.remembered).toBeNull();
    views.tellWhich(key.handle, 'k1');
    views.refresh();
    await shown(seen, 2);
    expect(views.current()[0]?.remembered).toEqual({ keyId: 'k1', label: 'Blue', strength: 'told' });
    views.update([]);
    await shown(seen, 3);
    views.update([key]);
    await shown(seen, 4);
    expect(views.current()[0]?.remembered).toBeNull();
  });

  it('a key that is only just being read is asked nothing about', async () => {
    const { views, seen, recordSeen } = make();
    views.update([pluggedKey({ facts: null, state: 'reading' })]);
    await shown(seen, 1);
    expect(views.current()[0]?.remembered).toBeNull();
    expect(recordSeen).not.toHaveBeenCalled();
  });

  it('are noted as seen once for each plug-in and each new fact, not for each fresh encIdentifier', async () => {
    const { views, seen, recordSeen } = make();
    const key = pluggedKey();
    const facts = key.facts;
    if (facts === null) throw new Error('the fixture has facts');
    views.update([key]);
    await shown(seen, 1);
    views.update([{ ...key, facts: { ...facts, encIdentifier: 'ff', rawGetInfo: 'a1' } }]);
    await shown(seen, 2);
    views.refresh();
    await shown(seen, 3);
    expect(recordSeen).toHaveBeenCalledOnce();
    views.update([{ ...key, facts: { ...facts, pin: { ...facts.pin, retriesLeft: 7 } } }]);
    await shown(seen, 4);
    expect(recordSeen).toHaveBeenCalledTimes(2);
  });

  it('a handle that has left is forgotten with its listing', async () => {
    const { views, seen } = make();
    const key = pluggedKey();
    views.update([key]);
    await shown(seen, 1);
    views.keepListing(key.handle, listingOf(passkey()));
    views.update([]);
    expect(views.get(key.handle)).toBeNull();
    expect(views.listing(key.handle)).toBeNull();
    await shown(seen, 2);
    expect(views.current()).toEqual([]);
  });

  it('several changes at once end with the newest', async () => {
    const { views } = make();
    for (let index = 0; index < 20; index++)
      views.update([pluggedKey({ handle: `key-${String(index).padStart(16, '0')}` })]);
    await expect.poll(() => views.current()[0]?.handle).toBe('key-0000000000000019');
    expect(views.current()).toHaveLength(1);
  });

  it('an inventory that is closed names nothing and breaks nothing', async () => {
    const { views, seen } = make({ recognise: async () => failed({ kind: 'inventory-needs-passphrase' }) });
    views.update([pluggedKey()]);
    await shown(seen, 1);
    expect(views.current()[0]?.remembered).toBeNull();
    expect(await views.recognise(pluggedKey().handle)).toBeNull();
  });

  it('a defect in the inventory is logged, and the next change is shown again', async () => {
    let broken = true;
    const { views, seen, lines } = make({
      recognise: async () => {
        if (broken) throw new TypeError('defect');
        return success({ state: 'new' });
      },
    });
    views.update([pluggedKey()]);
    await expect.poll(() => lines).toEqual(['recognising keys failed: TypeError']);
    broken = false;
    views.refresh();
    await shown(seen, 1);
  });
});
