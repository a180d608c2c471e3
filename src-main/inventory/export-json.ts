import type { InventoryData } from './inventory-data.ts';

export const documentFormat = 'sparekey-inventory';
export const documentVersion = 1;

/** Writes the inventory as the JSON document of docs/inventory-format.md: readable, without key material, without the journal. */
export function exportDocument(data: InventoryData, demo: boolean, now: string): string {
  const document = {
    format: documentFormat,
    version: documentVersion,
    exportedAt: now,
    demo,
    keys: data.all('key'),
    enrolments: data.all('enrolment'),
    otherWaysIn: data.all('other-way'),
    activity: data.all('activity'),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
