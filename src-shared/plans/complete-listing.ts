import type { InventoryKey } from '../domain/inventory-key.ts';

/** Returns the time of the listing against which a key can say that nothing has changed; null where the last one was not complete, or is in doubt. */
export function completeListing({ lastRead, lastReadComplete, needsReread }: InventoryKey): string | null {
  return lastReadComplete && !needsReread ? lastRead : null;
}
