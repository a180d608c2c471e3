import type { Enrolment } from '../domain/enrolment.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { DoubtKind } from './verdict.ts';
import type { CoverageCell } from './coverage-cell.ts';
import type { GroupedService } from './group-services.ts';
import type { KeyMethod } from './judge-account.ts';
import { isInFuture } from './analysed-key.ts';
import type { OtherMethod } from './other-methods.ts';
import { isSeparatePerKey, takesNoKeys, takesOneKey } from './ways-in.ts';

interface DoubtFacts {
  readonly service: GroupedService;
  readonly enrolments: readonly Enrolment[];
  readonly cells: readonly CoverageCell[];
  readonly keyMethods: readonly KeyMethod[];
  readonly counted: readonly OtherWayIn[];
  readonly ways: readonly OtherMethod[];
  readonly clock: Pick<CoverageInput, 'now'>;
}

/** Finds why less is sure about an account than its verdict says. */
export function doubtsOf({
  service,
  enrolments,
  cells,
  keyMethods,
  counted,
  ways,
  clock,
}: DoubtFacts): readonly DoubtKind[] {
  const { catalogue } = service;
  const sure = keyMethods.filter(({ cell }) => cell.strength !== 'perhaps');
  const read = cells.filter((cell) => cell.evidence === 'read');
  const synced = counted.some((way) => assumedKind(way) === 'synced-passkey');
  const doubts: DoubtKind[] = [];
  if (read.length === 0) doubts.push('told-only');
  if (keyMethods.some(({ cell }) => cell.stale)) doubts.push('stale');
  if (cells.some(({ asOf }) => asOf !== null && isInFuture(asOf, clock))) doubts.push('future-date');
  if (ways.some(({ needs }) => needs.assumed && needs.accounts.length > 0)) doubts.push('dependency-assumed');
  const guessed = ({ rpId, evidence }: Enrolment): boolean =>
    evidence === 'read' && rpId !== null && catalogue?.rpIds.includes(rpId) === false;
  if (catalogue?.rpIdConfidence === 'assumed' && enrolments.some(guessed)) doubts.push('rp-id-assumed');
  // Two keys that were read at one account prove that the service takes two.
  const slots =
    catalogue?.multipleKeys !== true && typeof catalogue?.maxKeys !== 'number' && catalogue?.singleSlot !== true;
  const slotsUnknown = slots && catalogue?.multipleKeys !== false && read.length < 2;
  const syncedUnknown = synced && typeof catalogue?.deviceBoundOnly !== 'boolean';
  if (
    !isSeparatePerKey(service) &&
    service.kind !== 'disk' &&
    service.kind !== 'pam' &&
    (slotsUnknown || syncedUnknown)
  ) {
    doubts.push('service-rule-unknown');
  }
  if (takesNoKeys(service) ? keyMethods.length > 0 : takesOneKey(service) && sure.length > 1)
    doubts.push('contradiction');
  return doubts;
}
