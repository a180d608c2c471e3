import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { changesBetween, type InventoryChanges } from '../../src-shared/ipc/inventory-changes.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';

/** What the window has of the inventory: a snapshot that it asked for, kept up to date by changes. */
export interface InventoryFeed {
  snapshot(): InventoryOutcome<InventorySnapshot>;
  /** What to send the window of this newer snapshot; null where it has asked for none yet. */
  changesTo(snapshot: InventorySnapshot): InventoryChanges | null;
}

/**
 * Follows what the window was sent. The whole of 100,000 enrolments after every change would take longer than the change; who misses one
 * sees it by the revision and asks for everything.
 */
export function createInventoryFeed(inventory: Pick<Inventory, 'snapshot'>): InventoryFeed {
  let sent: InventorySnapshot | null = null;
  return {
    snapshot: async () => {
      const snapshot = await inventory.snapshot();
      if (snapshot.ok) sent ??= snapshot.value;
      return snapshot;
    },
    changesTo: (snapshot) => {
      const changes = sent === null ? null : changesBetween(sent, snapshot);
      sent = snapshot;
      return changes;
    },
  };
}
