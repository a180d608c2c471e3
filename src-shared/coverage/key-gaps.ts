import type { Gap } from './gap.ts';
import type { AnalysedKey } from './analysed-key.ts';

const nearlyFull = 3;

/**
 * Finds what keeps a key from doing what its role asks. `addedElsewhere` is the number of accounts that were first seen on other keys
 * after this one was last read, and that it is not known to open.
 */
export function keyGaps(
  { key, inUse, readingStale, unseen, advisories }: AnalysedKey,
  addedElsewhere: number,
): readonly Gap[] {
  if (!inUse) return [];
  const gaps: Gap[] = [];
  const add = (kind: Gap['kind'], severity: Gap['severity'], details: Gap['details'] = {}): void => {
    gaps.push({ kind, severity, keyId: key.id, details: { key: key.label, ...details } });
  };
  const isSpare = key.role === 'spare' || key.role === 'off-site';
  if (key.pinBlocked === true) add('key-pin-blocked', 'critical');
  if (key.needsReread) add('key-needs-reread', 'warning');
  if (isSpare && key.lastRead === null) add('spare-not-read', 'warning');
  if (isSpare && addedElsewhere > 0) add('spare-stale', 'warning', { count: addedElsewhere });
  if (readingStale || (key.lastRead === null && unseen)) {
    add('key-stale', isSpare ? 'warning' : 'notice', { read: key.lastRead === null ? 0 : 1 });
  }
  if (key.pinSet === false) add('key-pin-not-set', 'warning');
  for (const { advisory, state } of advisories) {
    const affected = state === 'affected';
    const { id, title, titleJa, severity } = advisory;
    const details = { advisory: id, title, titleJa, affected: affected ? 1 : 0 };
    add('key-advisory', affected && severity !== 'low' ? 'warning' : 'notice', details);
  }
  if (key.remaining !== null && key.remaining <= nearlyFull) {
    add('key-nearly-full', key.remaining === 0 ? 'warning' : 'notice', { remaining: Math.max(0, key.remaining) });
  }
  return gaps;
}
