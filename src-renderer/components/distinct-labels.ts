import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';

export interface DistinctLabel {
  /** The label alone, safe to show. */
  readonly name: string;
  /** The mark that distinguishes the key from others with the same label: its serial number, else its place among them; null if unique. */
  readonly mark: string | null;
  /** Name and mark in one, and that the key is recorded as lost. */
  readonly full: string;
}

/** Formats names of keys so that no two names are equal, whatever the labels are. */
export function distinctLabels(
  t: Translate,
  keys: readonly { readonly keyId: string; readonly label: string }[],
  records: ReadonlyMap<string, InventoryKey>,
): readonly DistinctLabel[] {
  const names = keys.map((key) => displayText(key.label, 80));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return keys.map((key, index) => {
    const name = names[index] ?? '';
    const count = counts.get(name) ?? 1;
    const record = records.get(key.keyId);
    const isLost = record !== undefined && record.lostAt !== null;
    const whole = (full: string): string => (isLost ? t('matrix.key.lost-name', { key: full }) : full);
    if (count === 1) return { name, mark: null, full: whole(name) };
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    const serial = record?.vendorSerial;
    const mark = serial == null ? t('window.key.nth-of', { number, count }) : displayText(serial, 24);
    return { name, mark, full: whole(`${name} (${mark})`) };
  });
}
