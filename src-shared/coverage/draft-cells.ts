import type { Enrolment } from '../domain/enrolment.ts';
import type { CollectedAccount } from './collected-accounts.ts';
import type { CellStrength, CoverageCell } from './coverage-cell.ts';
import type { AnalysisContext } from './analysis-context.ts';
import type { KeyMethod } from './judge-account.ts';
import { isStale, type AnalysedKey } from './analysed-key.ts';
import { isDoubted } from './doubted-passkeys.ts';
import { takesNoKeys } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';

export interface AccountCells {
  readonly cells: readonly CoverageCell[];
  /** Keys with a record, in use or not. */
  readonly recorded: readonly AnalysedKey[];
  readonly keyMethods: readonly KeyMethod[];
}

/** Creates the cells of the keys with a record of an account, in the order of the report. */
export function cellsOf({ enrolments, service }: CollectedAccount, context: AnalysisContext): AccountCells {
  const orderOf = ({ keyId }: Enrolment): number => context.order.get(keyId) ?? 0;
  const sorted =
    enrolments.length < 2 ? enrolments : enrolments.toSorted((left, right) => orderOf(left) - orderOf(right));
  const noKeys = takesNoKeys(service);
  const retired = service.catalogue?.retiredRpIds ?? [];
  const cells: CoverageCell[] = [];
  const recorded: AnalysedKey[] = [];
  const keyMethods: KeyMethod[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const keyId = sorted[start]?.keyId ?? '';
    while (sorted[end]?.keyId === keyId) end++;
    const facts = context.keys.get(keyId);
    if (facts === undefined) continue;
    const cell = makeCell(facts, once(sorted.slice(start, end)), { noKeys, retired }, context.clock);
    cells.push(cell);
    recorded.push(facts);
    if (cell.strength === 'none') continue;
    keyMethods.push({
      isKey: true,
      facts,
      cell,
      lossUnit: facts.lossUnit,
      place: facts.place,
      moreLossUnits: [],
      morePlaces: [],
    });
  }
  return { cells, recorded, keyMethods };
}

interface ServiceRules {
  readonly noKeys: boolean;
  readonly retired: readonly { readonly rpId: string; readonly since: string }[];
}

// After an interrupted deletion nobody knows whether that passkey is still on the key; what was recorded by hand stays recorded.
function makeCell(
  facts: AnalysedKey,
  enrolments: readonly Enrolment[],
  { noKeys, retired }: ServiceRules,
  clock: AnalysisContext['clock'],
): CoverageCell {
  const { key } = facts;
  let readAt: string | null = null;
  let manualAt: string | null = null;
  let manualHolds = false;
  for (const { evidence, asOf, credentialId } of enrolments) {
    if (evidence === 'told') {
      if (manualAt === null || asOf > manualAt) manualAt = asOf;
      manualHolds ||= !facts.unseen || !isStale(asOf, clock);
    } else if (!isDoubted(facts.doubted, credentialId) && (readAt === null || asOf > readAt)) {
      readAt = asOf;
    }
  }
  const evidence = readAt !== null ? 'read' : manualAt !== null ? 'told' : 'unknown';
  const stale = evidence !== 'unknown' && !manualHolds && (readAt === null || facts.readingStale);
  const retiredSince = retired.length === 0 ? null : retiredSinceOf(enrolments, retired, clock.now);
  return {
    keyId: key.id,
    evidence,
    strength: retiredSince !== null ? 'none' : strengthOf(facts, evidence === 'unknown' || stale || noKeys),
    stale,
    retiredSince,
    asOf: readAt ?? manualAt,
    enrolmentIds: idsOf(enrolments),
  };
}

/** Returns the day since which none of these passkeys opens anything, because the service takes none of their RP IDs any more. */
function retiredSinceOf(
  enrolments: readonly Enrolment[],
  retired: ServiceRules['retired'],
  now: string,
): string | null {
  const days = enrolments.map(({ rpId }) => retired.find((one) => one.rpId === rpId && one.since <= now)?.since);
  return days.every((day) => day !== undefined) ? (days[0] ?? null) : null;
}

function once(enrolments: readonly Enrolment[]): readonly Enrolment[] {
  if (enrolments.length < 2) return enrolments;
  return [...new Map(enrolments.map((enrolment) => [enrolment.id, enrolment])).values()];
}

function idsOf(enrolments: readonly Enrolment[]): readonly string[] {
  const ids = enrolments.map((enrolment) => enrolment.id);
  return ids.length < 2 ? ids : ids.toSorted(compareText);
}

function strengthOf(facts: AnalysedKey, unsure: boolean): CellStrength {
  if (!facts.inUse) return 'none';
  if (unsure || facts.blocked) return 'perhaps';
  return facts.weak ? 'weak' : 'full';
}
