import type { Enrolment, OtherWayIn } from '../domain/inventory.ts';
import type { CollectedAccount } from './collect-accounts.ts';
import type { CellStrength, CoverageAccount, CoverageCell, CoverageInput, DoubtKind } from './coverage-types.ts';
import type { GroupedService } from './group-services.ts';
import { importanceOf } from './importance.ts';
import { judgeAccount, type KeyDoor } from './judge-account.ts';
import { isStale, type KeyFacts } from './key-facts.ts';
import { ownersOf, type PossibleKeys, type PossiblePool } from './possible-keys.ts';
import { countsFor, isSeparatePerKey, takesNoKeys, takesOneKey, wayDoors, type WayDoor } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';

/** What all accounts of an analysis share. */
export interface AnalysisContext {
  readonly clock: Pick<CoverageInput, 'now' | 'staleAfterDays'>;
  readonly keys: ReadonlyMap<string, KeyFacts>;
  /** Place of each key in the report. */
  readonly order: ReadonlyMap<string, number>;
  readonly possible: PossibleKeys;
}

/** An account of the report with what the report as a whole is made from. */
export interface MadeAccount {
  readonly account: CoverageAccount;
  readonly keyDoors: readonly KeyDoor[];
  readonly ways: readonly WayDoor[];
  /** When it was first seen on any key; null where no key has a record of it. */
  readonly firstSeen: string | null;
  /** Owners of the keys with a record of it; null where one is not recorded. */
  readonly owners: ReadonlySet<string> | null;
}

/** Makes one account of the report from what was collected about it. */
export function makeAccount(collected: CollectedAccount, context: AnalysisContext): MadeAccount {
  const { accountId, service, userId, enrolments, otherWaysIn, discoverable } = collected;
  const { cells, recorded, keyDoors } = makeCells(collected, context);
  const pool = context.possible.poolFor(discoverable, recorded);
  const possible = takesNoKeys(service) || takesOneKey(service) ? { count: 0, labels: [] } : possibleOf(pool, recorded);
  const ways =
    otherWaysIn.length < 2 ? otherWaysIn : otherWaysIn.toSorted((left, right) => compareText(left.id, right.id));
  const counted = ways.filter((way) => countsFor(way, service, context.clock.now));
  const doors = wayDoors(counted);
  const names = newestFirst(enrolments);
  const importance = importanceOf(collected);
  const doubts = doubtsOf(
    service,
    names,
    cells,
    keyDoors,
    counted.some((way) => way.kind === 'synced-passkey'),
  );
  const account: CoverageAccount = {
    accountId,
    serviceId: service.serviceId,
    rpId: names.find((enrolment) => enrolment.rpId !== null)?.rpId ?? service.rpId,
    userName: firstName(names) ?? firstName(ways),
    userDisplayName: names.find(({ userDisplayName }) => (userDisplayName ?? '') !== '')?.userDisplayName ?? null,
    userId,
    discoverable,
    cells,
    possibleKeys: possible.count,
    otherWaysIn: counted,
    otherWaysNotCounted: counted.length === ways.length ? [] : ways.filter((way) => !counted.includes(way)),
    importance,
    ...judgeAccount({
      service,
      importance,
      keyDoors,
      ways: doors,
      helpDesk: helpDeskOf(counted),
      pool,
      possible,
      doubts,
    }),
    doubts,
  };
  return { account, keyDoors, ways: doors, firstSeen: firstSeenOf(enrolments), owners: ownersOf(recorded) };
}

function helpDeskOf(ways: readonly OtherWayIn[]): 'none' | 'desk' | 'pass' | 'both' {
  const desk = ways.some(({ kind }) => kind === 'helpdesk');
  const pass = ways.some(({ kind }) => kind === 'temporary-access-pass');
  return desk ? (pass ? 'both' : 'desk') : pass ? 'pass' : 'none';
}

interface Cells {
  readonly cells: readonly CoverageCell[];
  /** Keys with a record, in use or not. */
  readonly recorded: readonly KeyFacts[];
  readonly keyDoors: readonly KeyDoor[];
}

function makeCells({ enrolments, service }: CollectedAccount, context: AnalysisContext): Cells {
  const orderOf = ({ keyId }: Enrolment): number => context.order.get(keyId) ?? 0;
  const sorted =
    enrolments.length < 2 ? enrolments : enrolments.toSorted((left, right) => orderOf(left) - orderOf(right));
  const noKeys = takesNoKeys(service);
  const cells: CoverageCell[] = [];
  const recorded: KeyFacts[] = [];
  const keyDoors: KeyDoor[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const keyId = sorted[start]?.keyId ?? '';
    while (sorted[end]?.keyId === keyId) end++;
    const facts = context.keys.get(keyId);
    if (facts === undefined) continue;
    const cell = makeCell(facts, once(sorted.slice(start, end)), noKeys, context.clock);
    cells.push(cell);
    recorded.push(facts);
    if (cell.strength !== 'none') keyDoors.push({ isKey: true, facts, cell, unit: facts.unit, place: facts.place });
  }
  return { cells, recorded, keyDoors };
}

/** After an interrupted change nobody knows whether what was read is still on the key; what was told stays told. */
function makeCell(
  facts: KeyFacts,
  enrolments: readonly Enrolment[],
  noKeys: boolean,
  clock: AnalysisContext['clock'],
): CoverageCell {
  const { key } = facts;
  let readAt: string | null = null;
  let toldAt: string | null = null;
  let freshTold = false;
  for (const { evidence, asOf } of enrolments) {
    if (evidence === 'told') {
      if (toldAt === null || asOf > toldAt) toldAt = asOf;
      freshTold ||= !facts.unseen || !isStale(asOf, clock);
    } else if (!key.needsReread && (readAt === null || asOf > readAt)) {
      readAt = asOf;
    }
  }
  const evidence = readAt !== null ? 'read' : toldAt !== null ? 'told' : 'unknown';
  const stale = evidence !== 'unknown' && !freshTold && (readAt === null || facts.readingStale);
  return {
    keyId: key.id,
    evidence,
    strength: strengthOf(facts, evidence === 'unknown' || stale || noKeys),
    stale,
    asOf: readAt ?? toldAt,
    enrolmentIds: idsOf(enrolments),
  };
}

function once(enrolments: readonly Enrolment[]): readonly Enrolment[] {
  if (enrolments.length < 2) return enrolments;
  return [...new Map(enrolments.map((enrolment) => [enrolment.id, enrolment])).values()];
}

function idsOf(enrolments: readonly Enrolment[]): readonly string[] {
  const ids = enrolments.map((enrolment) => enrolment.id);
  return ids.length < 2 ? ids : ids.toSorted(compareText);
}

function strengthOf(facts: KeyFacts, unsure: boolean): CellStrength {
  if (!facts.inUse) return 'none';
  if (unsure || facts.blocked) return 'perhaps';
  return facts.weak ? 'weak' : 'full';
}

/** Counts the keys of a pool without a record of the account, and names the first of them. */
function possibleOf(pool: PossiblePool, recorded: readonly KeyFacts[]): { count: number; labels: readonly string[] } {
  const own = new Set(recorded.map((facts) => facts.keyId));
  const labels: string[] = [];
  for (const key of pool.keys) {
    if (labels.length > 3) break;
    if (!own.has(key.keyId)) labels.push(key.label);
  }
  return { count: pool.keys.length - recorded.filter((facts) => pool.ids.has(facts.keyId)).length, labels };
}

function doubtsOf(
  service: GroupedService,
  enrolments: readonly Enrolment[],
  cells: readonly CoverageCell[],
  keyDoors: readonly KeyDoor[],
  synced: boolean,
): readonly DoubtKind[] {
  const { catalogue } = service;
  const sure = keyDoors.filter(({ cell }) => cell.strength !== 'perhaps');
  const read = cells.filter((cell) => cell.evidence === 'read');
  const doubts: DoubtKind[] = [];
  if (read.length === 0) doubts.push('told-only');
  if (keyDoors.some(({ cell }) => cell.stale)) doubts.push('stale');
  const guessed = ({ rpId, evidence }: Enrolment): boolean =>
    evidence === 'read' && rpId !== null && catalogue?.rpIds.includes(rpId) === false;
  if (catalogue?.rpIdConfidence === 'assumed' && enrolments.some(guessed)) doubts.push('rp-id-assumed');
  // Two keys that were read at one account prove that the service takes two.
  const slots =
    catalogue?.multipleKeys !== true && typeof catalogue?.maxKeys !== 'number' && catalogue?.singleSlot !== true;
  const slotsUnknown = slots && catalogue?.multipleKeys !== false && read.length < 2;
  const syncedUnknown = synced && typeof catalogue?.deviceBoundOnly !== 'boolean';
  if (!isSeparatePerKey(service) && (slotsUnknown || syncedUnknown)) doubts.push('service-rule-unknown');
  if (takesNoKeys(service) ? keyDoors.length > 0 : takesOneKey(service) && sure.length > 1)
    doubts.push('contradiction');
  return doubts;
}

function newestFirst(enrolments: readonly Enrolment[]): readonly Enrolment[] {
  if (enrolments.length < 2) return enrolments;
  return enrolments.toSorted(
    (left, right) =>
      compareText(left.evidence, right.evidence) ||
      compareText(right.asOf, left.asOf) ||
      compareText(left.id, right.id),
  );
}

function firstName(records: readonly { readonly userName: string | null }[]): string | null {
  return records.find(({ userName }) => (userName ?? '') !== '')?.userName ?? null;
}

function firstSeenOf(enrolments: Iterable<Enrolment>): string | null {
  let first: string | null = null;
  for (const { firstSeen } of enrolments) if (first === null || firstSeen < first) first = firstSeen;
  return first;
}
