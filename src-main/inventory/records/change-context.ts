import type { Activity } from '../../../src-shared/domain/activity.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { InventoryData } from './inventory-data.ts';
import { invalid } from '../file/storage-failure.ts';

/** Data of a change, and what it needs besides: the time, fresh ids and labels for what has none. */
export interface ChangeContext {
  readonly data: InventoryData;
  /** ISO 8601. */
  readonly now: string;
  newId(): string;
  /** Label of a key that says nothing about itself. */
  readonly defaultLabel: string;
}

/** Returns the context of a change of this data. */
export type ContextOn = (data: InventoryData) => ChangeContext;

const idBytes = 10;
const activityLimit = 2_000;

/** Creates an id from random bytes; it reveals nothing about what it names. */
export function idFrom(random: (length: number) => Uint8Array): string {
  return toHex(random(idBytes));
}

/** Writes a line of activity; `shownAs` names a key that has no record. */
export function note(
  context: ChangeContext,
  kind: Activity['kind'],
  keyId: string | null,
  details: Readonly<Record<string, string | null>> = {},
  shownAs: string | null = null,
): void {
  const { data } = context;
  const words: Record<string, string> = {};
  for (const [name, word] of Object.entries(details)) if (word !== null) words[name] = word;
  const keyLabel = keyId === null ? shownAs : (data.get('key', keyId)?.label ?? null);
  data.put('activity', { id: context.newId(), at: context.now, kind, keyId, keyLabel, details: words });
}

/** Drops the oldest lines of activity beyond 2,000. */
export function pruneActivity(data: InventoryData): void {
  const lines = data.all('activity');
  for (const line of lines.slice(0, Math.max(0, lines.length - activityLimit))) data.remove('activity', line.id);
}

/**
 * Removes the oldest finished record of a kind where there are `most`; an open one is never dropped. Throws `input-invalid` (`too-many`).
 */
export function makeRoom({ data }: ChangeContext, kind: 'loss' | 'backup-session', most: number): void {
  const records = data.all(kind);
  if (records.length < most) return;
  const oldest = records.find((record) => record.closedAt !== null);
  if (oldest === undefined) throw invalid('too-many');
  data.remove(kind, oldest.id);
}
