import { type InventoryData, snapshotOf } from './inventory-data.ts';

export const documentFormat = 'sparekey-inventory';
export const documentVersion = 2;

/** Writes the inventory as the JSON document of docs/inventory-format.md: readable, without key material, without the journal. */
export function exportDocument(data: InventoryData, demo: boolean, now: string): string {
  const { revision: _revision, demo: isDemo, activity, ...content } = snapshotOf(data, 0, demo);
  const document = {
    format: documentFormat,
    version: documentVersion,
    exportedAt: now,
    demo: isDemo,
    ...content,
    activity: activity.toReversed(),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
