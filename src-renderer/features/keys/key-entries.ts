import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { KeySelection } from '../../stores/navigation-store.ts';

/** One line of the Keys view: a plugged-in key, a remembered one, or both at once. */
export interface KeyEntry {
  readonly id: string;
  readonly plugged: KeyView | null;
  readonly record: InventoryKey | null;
}

/** Joins the keys that are plugged in with those that are remembered; plugged-in ones come first. */
export function keyEntries(plugged: readonly KeyView[], records: readonly InventoryKey[]): readonly KeyEntry[] {
  const recordOf = (key: KeyView) => records.find((record) => record.id === key.remembered?.keyId) ?? null;
  const present = plugged.map((key) => ({ id: key.handle, plugged: key, record: recordOf(key) }));
  const shown = new Set(present.map((entry) => entry.record?.id));
  const away = records.filter((record) => !shown.has(record.id));
  return [...present, ...away.map((record) => ({ id: record.id, plugged: null, record }))];
}

/** Finds what a selection means now. A plug-in that has left is still found if the key is remembered by `lastKnown`. */
export function findEntry(
  entries: readonly KeyEntry[],
  selection: KeySelection | null,
  lastKnown: string | null = null,
): KeyEntry | null {
  if (selection === null) return null;
  if (selection.type === 'remembered') return entries.find((entry) => entry.record?.id === selection.keyId) ?? null;
  const byHandle = entries.find((entry) => entry.plugged?.handle === selection.handle);
  return byHandle ?? entries.find((entry) => lastKnown !== null && entry.record?.id === lastKnown) ?? null;
}
