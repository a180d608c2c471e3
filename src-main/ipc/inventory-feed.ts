import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import { changesBetween } from '../../src-shared/ipc/inventory-changes.ts';
import type { SentChanges, SentSnapshot } from '../../src-shared/ipc/inventory-contract.ts';
import { success } from '../../src-shared/lib/outcome.ts';
import { sitesOfRecords } from '../../src-shared/public-suffix/sites.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';

/** Copy of the inventory that the window has: a snapshot that it asked for, kept up to date by changes. With RP IDs go their sites. */
export interface InventoryFeed {
  snapshot(): InventoryOutcome<SentSnapshot>;
  /** Returns the changes to send the window for this newer snapshot; null where it has asked for none yet. */
  changesTo(snapshot: InventorySnapshot): SentChanges | null;
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
      if (!snapshot.ok) return snapshot;
      sent ??= snapshot.value;
      const { enrolments, otherWaysIn } = snapshot.value;
      return success({ snapshot: snapshot.value, sites: sitesOfRecords(enrolments, otherWaysIn) });
    },
    changesTo: (snapshot) => {
      const changes = sent === null ? null : changesBetween(sent, snapshot);
      sent = snapshot;
      if (changes === null) return null;
      const { enrolments, otherWaysIn } = changes.tables;
      return { changes, sites: sitesOfRecords(enrolments?.put ?? [], otherWaysIn?.put ?? []) };
    },
  };
}
