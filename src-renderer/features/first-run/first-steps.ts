import type { UnreadKey } from '../../../src-shared/coverage/coverage-input.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { firstLabel, serialEnd } from '../../../src-shared/lib/key-name.ts';

/** The beginning: two keys are read, both get names, and the picture speaks. */
export interface FirstSteps {
  /** Keys that were read, at most two, in the order in which they came. */
  readonly read: readonly InventoryKey[];
  /** First key that is plugged in and was never read. */
  readonly unread: UnreadKey | null;
  /** First key that was read and has no name of its own. */
  readonly unnamed: InventoryKey | null;
  readonly current: 'read' | 'name';
}

/** Checks whether a person gave a key its name: until then it is called after its model. */
export function isNamed(record: InventoryKey): boolean {
  const looks = firstLabel(record);
  return looks === null || !record.label.startsWith(looks) || !/^(?: \d+)?$/.test(record.label.slice(looks.length));
}

/** Returns where the beginning stands; null once two keys are read and named, or with more keys than that. */
export function firstSteps(records: readonly InventoryKey[], unread: readonly UnreadKey[]): FirstSteps | null {
  const usable = records.filter(({ lostAt, role }) => lostAt === null && role !== 'retired');
  const read = usable
    .filter(({ lastRead }) => lastRead !== null)
    .toSorted((left, right) => left.firstSeen.localeCompare(right.firstSeen));
  if (read.length === 0 || read.length > 2 || usable.length > read.length) return null;
  const unnamed = read.find((record) => !isNamed(record)) ?? null;
  if (read.length === 2 && unnamed === null) return null;
  return { read, unread: unread[0] ?? null, unnamed, current: read.length < 2 ? 'read' : 'name' };
}

/** Returns a key in the shortest way that tells it: its name, else the end of its serial number. */
export function shortName(record: InventoryKey): string {
  return isNamed(record) ? record.label : (serialEnd(record.vendorSerial) ?? record.label);
}
