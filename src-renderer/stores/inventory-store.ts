import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import { applyChanges, type InventoryChanges } from '../../src-shared/ipc/inventory-changes.ts';

interface InventoryState {
  readonly status: InventoryStatus | null;
  readonly snapshot: InventorySnapshot | null;
}

export const inventoryStore = createStore<InventoryState>(() => ({ status: null, snapshot: null }));

export function useInventory<Selected>(select: (state: InventoryState) => Selected): Selected {
  return useStore(inventoryStore, select);
}

/** Updates the snapshot; returns false where it is of another revision than the changes follow, and must be requested again. */
export function inventoryChanged(changes: InventoryChanges): boolean {
  const { snapshot } = inventoryStore.getState();
  if (snapshot === null) return false;
  if (snapshot.revision === changes.fromRevision) {
    inventoryStore.setState({ snapshot: applyChanges(snapshot, changes) });
    return true;
  }
  return snapshot.revision === changes.revision;
}
