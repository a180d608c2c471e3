import { describe, expect, it, vi } from 'vitest';
import { createCorrectedCatalogue } from '../../../src-main/ipc/corrected-catalogue.ts';
import { followInventory } from '../../../src-main/ipc/follow-inventory.ts';
import { createInventoryFeed } from '../../../src-main/ipc/inventory-feed.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';

describe('followInventory', () => {
  it('tells the window of a change: its status, then what changed, then the program’s own status', async () => {
    const inventory = await openInventory({ file: 'memory', demo: true });
    const told: string[] = [];
    const feed = createInventoryFeed(inventory);
    await followInventory({
      inventory,
      catalogue: createCorrectedCatalogue([]),
      feed,
      views: { refresh: () => told.push('keys') },
      status: {
        get: vi.fn(),
        inventoryFile: () => null,
        setKeyHostRestarted: () => {},
        setInventory: ({ state }) => told.push(`status ${state}`),
        send: () => {},
      },
      emit: {
        inventory: {
          statusChanged: () => told.push('inventory status'),
          changed: ({ changes }) => told.push(`changes to ${String(changes.revision)}`),
        },
        catalogue: { changed: () => told.push('catalogue') },
      },
    });
    expect(told.splice(0)).toEqual(['status open']);
    await feed.snapshot();
    await inventory.dismiss('reminder', null);
    await vi.waitFor(() => expect(told).toContain('keys'));
    expect(told).toEqual(['inventory status', 'changes to 1', 'status open', 'keys']);
    await inventory.close();
  });
});
