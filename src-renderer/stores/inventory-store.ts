import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { InventorySnapshot, InventoryStatus } from '../../src-shared/domain/inventory.ts';

interface InventoryState {
  readonly status: InventoryStatus | null;
  readonly snapshot: InventorySnapshot | null;
}

export const inventoryStore = createStore<InventoryState>(() => ({ status: null, snapshot: null }));

export function useInventory<Selected>(select: (state: InventoryState) => Selected): Selected {
  return useStore(inventoryStore, select);
}
