import { InventoryData } from '../records/inventory-data.ts';
import { type FileKeys, readState, readUpdate, type StoredState } from './record-store.ts';
import { collectInto, dropRow } from './stored-rows.ts';
import type { InventoryDatabase } from './tables.ts';

/** The records of a file as they were read, and what vouched for them. */
export interface StoredContent {
  readonly fileId: string;
  readonly data: InventoryData;
  readonly state: StoredState;
}

/** Reads and authenticates all of a file. Throws `inventory-damaged`. */
export async function loadContent(database: InventoryDatabase, keys: FileKeys): Promise<StoredContent> {
  const data = new InventoryData();
  const { state, opened } = await readState(database, keys);
  const collect = collectInto(data);
  for (const row of opened) collect(row);
  return { fileId: keys.fileId, data, state };
}

/** Reads what another program wrote: what it left as it was is not read again, and its records stay the same objects. */
export async function updateContent(
  database: InventoryDatabase,
  keys: FileKeys,
  before: StoredContent,
): Promise<StoredContent> {
  const data = before.data.copy();
  const { state, changed, gone } = await readUpdate(database, keys, before.state);
  for (const row of gone) dropRow(data, row);
  const collect = collectInto(data);
  for (const row of changed) collect(row);
  return { fileId: keys.fileId, data: data.copy(), state };
}
