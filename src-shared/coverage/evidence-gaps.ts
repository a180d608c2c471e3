import type { UnattachedRecord } from './collected-accounts.ts';
import type { Gap } from './gap.ts';
import type { DraftAccount } from './draft-account.ts';
import { isInFuture } from './analysed-key.ts';

/** Finds what is wrong with the evidence itself: retired or forged RP IDs, dates in the future, records that fit several accounts. */
export function evidenceGaps(
  { collected, cells, enrolments, recorded }: DraftAccount,
  unattached: readonly UnattachedRecord[],
  now: string,
): readonly Gap[] {
  const { service } = collected;
  const gaps: Gap[] = [];
  const add = (
    kind: Gap['kind'],
    severity: Gap['severity'],
    details: Gap['details'],
    keyId: string | null = null,
  ): void => {
    gaps.push({ kind, severity, keyId, details });
  };
  const labels = new Map(recorded.map(({ keyId, label }) => [keyId, label]));
  for (const { keyId, retiredSince, enrolmentIds, asOf } of cells) {
    const key = labels.get(keyId) ?? keyId;
    if (retiredSince !== null) {
      const rpId = enrolments.find(({ id }) => enrolmentIds.includes(id))?.rpId ?? '';
      add('retired-rp-id', 'warning', { rpId, date: retiredSince, key, service: service.name }, keyId);
    }
    if (asOf !== null && isInFuture(asOf, { now }))
      add('future-date', 'warning', { what: key, date: asOf.slice(0, 10) }, keyId);
  }
  if (service.rpIdState === 'mismatch') add('mismatch', 'warning', { rpId: service.name });
  if (service.imitates !== null)
    add('look-alike', 'warning', { rpId: service.rpId ?? service.name, service: service.imitates });
  const fitting = unattached.filter(({ accountIds }) => accountIds.includes(collected.accountId));
  if (fitting.length > 0) {
    const names = fitting.map(({ record }) => ('name' in record ? record.name : (record.userName ?? service.name)));
    add('which-account', 'warning', { names: names.join(', '), count: fitting.length, service: service.name });
  }
  return gaps;
}
