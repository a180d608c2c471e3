import type { Page } from 'playwright-core';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';

/** Returns the inventory as the window gets it. Throws where it is not open. */
export async function snapshotOf(window: Page): Promise<InventorySnapshot> {
  const answer = await window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.snapshot;
}
