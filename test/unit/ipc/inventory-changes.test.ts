import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInventoryFeed } from '../../../src-main/ipc/inventory-feed.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { defaultPreferences } from '../../../src-shared/domain/preferences.ts';
import { applyChanges, changesBetween } from '../../../src-shared/ipc/inventory-changes.ts';
import { inventoryContract } from '../../../src-shared/ipc/inventory-contract.ts';
import { success } from '../../../src-shared/lib/outcome.ts';
import { must, open, listing, passkey, pluggedKey } from '../inventory/inventory-fixture.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';

const empty = inventorySnapshot({ demo: false });

function line(id: string, keyLabel: string): InventorySnapshot['activity'][number] {
  return { id, at: '2026-01-01T00:00:00.000Z', kind: 'key-read', keyId: null, keyLabel, details: {} };
}

const byId = (left: { id: string }, right: { id: string }) => (left.id < right.id ? -1 : 1);

describe('changes of the inventory on their way to the window', () => {
  it('bring any snapshot to any other, in the order that is shown', () => {
    const names = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom('a', 'b')), {
      selector: ([id]) => id,
    });
    fc.assert(
      fc.property(names, names, (left, right) => {
        const before = left.map(([id, label]) => line(String(id), label));
        // What says the same is the same object, as in the snapshots of one process.
        const now = right.map(
          ([id, label]) =>
            before.find((one) => one.id === String(id) && one.keyLabel === label) ?? line(String(id), label),
        );
        const from = { ...empty, activity: before };
        const to = { ...empty, revision: 2, activity: now };
        const brought = applyChanges(from, changesBetween(from, to));
        expect(brought).toEqual(to);
        for (const one of brought.activity) expect(now.includes(one)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('carry what changed and nothing else, and leave every other record the same object', async () => {
    const inventory = await open({ file: 'memory' });
    const keys = ['1', '2', '3', '4'].map((vendorSerial) => pluggedKey({ vendorSerial }));
    for (const [index, key] of keys.entries()) {
      await must(inventory.recordListing(key, listing([passkey(`a${String(index)}`), passkey(`b${String(index)}`)])));
    }
    const words = { owner: null, place: null, carriedOn: null, simIn: null, note: null };
    const { id: phone } = await must(inventory.addDevice({ ...words, kind: 'phone', label: 'Pixel' }));
    const before = await must(inventory.snapshot());
    const key = keys[1] ?? pluggedKey();
    await must(inventory.recordListing(key, listing([passkey('a1'), passkey('new')], '2026-02-01T00:00:00.000Z')));
    await must(inventory.setDeviceLost(phone, 'lost'));
    await must(inventory.joinAccounts('github|user:01', 'github|user:02'));
    const now = await must(inventory.snapshot());
    const changes = changesBetween(before, now);
    expect(changes.tables.devices?.put).toMatchObject([{ id: phone, label: 'Pixel' }]);
    expect(changes.tables.sameAccounts?.put).toHaveLength(1);
    expect(changes.tables.keys?.put).toHaveLength(1);
    expect(changes.tables.enrolments).toMatchObject({ whole: false, gone: [] });
    expect(changes.tables.enrolments?.put.map(({ userName }) => userName).sort()).toEqual(['a1', 'b1', 'new']);
    expect(changes.tables.otherWaysIn).toBeUndefined();
    expect(changes.parts).toEqual({});
    expect(inventoryContract.changed.payload.safeParse({ changes, sites: [] }).success).toBe(true);
    const brought = applyChanges(before, changes);
    expect({ ...brought, enrolments: brought.enrolments.toSorted(byId) }).toEqual({
      ...now,
      enrolments: now.enrolments.toSorted(byId),
    });
    const untouched = before.enrolments.filter(({ userName }) => userName === 'a0' || userName === 'b3');
    for (const enrolment of untouched) expect(brought.enrolments.includes(enrolment)).toBe(true);
    expect(brought.losses).toBe(before.losses);
  });

  it('are checked against the contract', () => {
    const { payload } = inventoryContract.changed;
    const change = (put: unknown) => ({
      changes: { fromRevision: 1, revision: 2, tables: { activity: { whole: false, put, gone: [] } }, parts: {} },
      sites: [],
    });
    expect(payload.safeParse(change([line('1', 'a')])).success).toBe(true);
    expect(payload.safeParse(change([{ ...line('1', 'a'), secret: 1 }])).success).toBe(false);
    expect(payload.safeParse(change('all')).success).toBe(false);
  });

  it('follow what the window was sent; before it asked for anything there are none', async () => {
    let snapshot: InventorySnapshot = { ...empty, activity: [line('1', 'a')] };
    const feed = createInventoryFeed({ snapshot: async () => success(snapshot) });
    expect(feed.changesTo(snapshot)).toBeNull();
    await feed.snapshot();
    snapshot = { ...snapshot, revision: 2, activity: [line('2', 'b'), ...snapshot.activity] };
    expect(feed.changesTo(snapshot)?.changes).toMatchObject({ fromRevision: 1, revision: 2 });
    snapshot = { ...snapshot, revision: 5, preferences: { ...defaultPreferences, staleAfterDays: 30 } };
    expect(feed.changesTo(snapshot)?.changes).toMatchObject({
      fromRevision: 2,
      revision: 5,
      tables: {},
      parts: { preferences: { staleAfterDays: 30 } },
    });
  });
});
