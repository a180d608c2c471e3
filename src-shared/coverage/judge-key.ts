import type { InventoryKey } from '../domain/inventory.ts';
import type { Gap } from './coverage-types.ts';

/** A person who enrols two keys in one sitting reads them minutes or hours apart; that is not stale yet. */
const sittingMs = 24 * 60 * 60 * 1000;
const nearlyFull = 3;

/**
 * Finds what keeps a key from doing what its role asks. `addedElsewhere` are the times (ISO 8601) at which accounts were
 * first seen that this key is not known to open.
 */
export function judgeKey(key: InventoryKey, addedElsewhere: readonly string[]): readonly Gap[] {
  if (key.role === 'retired') return [];
  const gaps: Gap[] = [];
  const add = (kind: Gap['kind'], severity: Gap['severity'], details: Gap['details'] = {}): void => {
    gaps.push({ kind, severity, keyId: key.id, details: { key: key.label, ...details } });
  };
  if (key.needsReread) add('key-needs-reread', 'warning');
  if (key.role === 'spare' || key.role === 'off-site') {
    if (key.lastRead === null) {
      add('spare-not-read', 'warning');
    } else {
      const staleFrom = Date.parse(key.lastRead) + sittingMs;
      const count = addedElsewhere.filter((time) => Date.parse(time) > staleFrom).length;
      if (count > 0) add('spare-stale', 'warning', { count });
    }
  }
  if (key.pinSet === false) add('key-pin-not-set', 'warning');
  if (key.remaining !== null && key.remaining <= nearlyFull) {
    add('key-nearly-full', key.remaining === 0 ? 'warning' : 'notice', { remaining: Math.max(0, key.remaining) });
  }
  return gaps;
}
