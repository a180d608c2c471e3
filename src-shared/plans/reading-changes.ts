import type { Activity } from '../domain/activity.ts';

export interface ReadingChanges {
  /** ISO 8601: when the key was read. */
  readonly at: string;
  /** Whether it had never been read before: everything on it was new. */
  readonly isFirst: boolean;
  readonly added: readonly Activity[];
  readonly vanished: readonly Activity[];
  readonly renamed: readonly Activity[];
}

/**
 * Finds what the last reading of a key changed, compared with the reading before it; null if it was never read. The lines of one reading
 * are written in one change of the inventory, before the line of the reading itself.
 */
export function changesAtLastReading(activity: readonly Activity[], keyId: string): ReadingChanges | null {
  const ofKey = activity.filter((one) => one.keyId === keyId);
  const readings = ofKey.filter((one) => one.kind === 'key-read').toSorted((left, right) => compare(right.at, left.at));
  const [last] = readings;
  if (last === undefined) return null;
  const changed = (kind: Activity['kind']): readonly Activity[] =>
    ofKey.filter((one) => one.kind === kind && one.at === last.at);
  return {
    at: last.at,
    // The history is cut off at its old end: being the only line left is not enough.
    isFirst: readings.length === 1 && last.details['passkeys'] === last.details['added'],
    added: changed('passkey-added'),
    vanished: changed('passkey-vanished'),
    renamed: changed('passkey-renamed'),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
