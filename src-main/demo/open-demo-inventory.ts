import { readFile } from 'node:fs/promises';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open-inventory.ts';

export interface DemoInventoryOptions {
  /** A file of the person's own, marked as a demonstration; without one the ready-made inventory, which vanishes when it is closed. */
  readonly file?: string | undefined;
  /** Folder of the ready-made inventories, with a slash at its end. */
  readonly folder: URL;
  readonly locale: Locale;
}

/** Opens the inventory of the demonstration. Ids of ready-made records are the same in every process. */
export async function openDemoInventory({ file, folder, locale }: DemoInventoryOptions): Promise<Inventory> {
  if (file !== undefined) return openInventory({ demo: true, file });
  const document = await readFile(new URL(`inventory-${locale}.json`, folder), 'utf8');
  return openInventory({ demo: true, file: 'memory', contents: datedFrom(document, Date.now()) });
}

/** Moves every date of an export by as much as it is old, so that what was recorded "today" was recorded today. */
export function datedFrom(document: string, now: number): string {
  const exportedAt = /"exportedAt": "([^"]+)"/.exec(document)?.[1];
  if (exportedAt === undefined) throw new Error('the demonstration has no date');
  const moved = now - Date.parse(exportedAt);
  return document.replaceAll(
    /"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/g,
    (_, date: string) => `"${new Date(Date.parse(date) + moved).toISOString()}"`,
  );
}
