import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { EmittersOf } from '../../src-shared/ipc/define-contract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { CorrectedCatalogue } from './corrected-catalogue.ts';
import type { CurrentStatus } from './current-status.ts';
import type { InventoryFeed } from './inventory-feed.ts';
import type { KeyViews } from './key-views.ts';
import { withSites } from './with-sites.ts';

export interface FollowInventoryOptions {
  readonly inventory: Pick<Inventory, 'status' | 'snapshot' | 'subscribe'>;
  readonly catalogue: CorrectedCatalogue;
  readonly feed: InventoryFeed;
  readonly views: Pick<KeyViews, 'refresh'>;
  readonly status: CurrentStatus;
  readonly emit: Pick<EmittersOf<AppContract>, 'inventory' | 'catalogue'>;
}

/** Loads the inventory as it is now, then notifies the window of every change. */
export async function followInventory(options: FollowInventoryOptions): Promise<void> {
  const { inventory, catalogue, feed, views, status, emit } = options;
  async function tell(): Promise<void> {
    const inventoryStatus = await inventory.status();
    emit.inventory.statusChanged(inventoryStatus);
    const snapshot = await inventory.snapshot();
    // Before the snapshot: a window analyses it with the services that it has.
    if (catalogue.update(snapshot.ok ? snapshot.value : null)) emit.catalogue.changed(withSites(catalogue.services()));
    const changes = snapshot.ok ? feed.changesTo(snapshot.value) : null;
    if (changes !== null) emit.inventory.changed(changes);
    status.setInventory(inventoryStatus);
    views.refresh();
  }
  const snapshot = await inventory.snapshot();
  catalogue.update(snapshot.ok ? snapshot.value : null);
  status.setInventory(await inventory.status());
  inventory.subscribe(() => void tell());
}
