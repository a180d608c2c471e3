import {
  type AccountMark,
  accountMarkSchema,
  type Enrolment,
  enrolmentSchema,
  type InventoryKey,
  type OtherWayIn,
  otherWayInSchema,
} from '../domain/inventory.ts';
import type { CoverageInput, CoverageReport } from './coverage-types.ts';
import { createRecordKeeper } from './record-keeper.ts';
import { createServiceFinder, type GroupedService } from './group-services.ts';
import { type KeyFacts, keyFactsOf } from './key-facts.ts';
import type { AnalysisContext } from './make-account.ts';
import { makeReport } from './make-report.ts';
import { type MadeService, makeServices } from './make-services.ts';
import { createPossibleKeys } from './possible-keys.ts';
import type { Placed } from './collect-accounts.ts';
import { type RecordGroup, sortRecords } from './sort-records.ts';
import { compareText } from '../lib/compare-text.ts';

interface KeptGroup {
  readonly records: RecordGroup;
  readonly services: readonly MadeService[];
  /** Milliseconds since 1970 at which something in it becomes stale, begins or ends by itself. */
  readonly changesAt: number;
}

interface Kept {
  readonly input: CoverageInput;
  readonly time: number;
  /** What of each key the judgement depends on, as text. */
  readonly keyTexts: ReadonlyMap<string, string>;
  readonly poolText: string;
  readonly groups: ReadonlyMap<string, KeptGroup>;
}

/**
 * Makes an analysis that remembers the last one: services of which no record, rule or key has changed are not judged again. Gives for
 * the same input what a first analysis gives.
 */
export function createAnalyser(): (input: CoverageInput) => CoverageReport {
  const enrolments = createRecordKeeper<Enrolment>(enrolmentSchema.keyof().options);
  const otherWaysIn = createRecordKeeper<OtherWayIn>(otherWayInSchema.keyof().options);
  const accountMarks = createRecordKeeper<AccountMark>(accountMarkSchema.keyof().options);
  const knownServices = new Map<string, GroupedService>();
  let kept: Kept | null = null;

  return (given) => {
    const input: CoverageInput = {
      ...given,
      enrolments: enrolments(given.enrolments),
      otherWaysIn: once(otherWaysIn(given.otherWaysIn)),
      accountMarks: once(accountMarks(given.accountMarks)),
    };
    const keys = once(input.keys).toSorted(compareKeys);
    const facts = keys.map((key) => keyFactsOf(key, input));
    const context: AnalysisContext = {
      clock: input,
      keys: new Map(facts.map((key) => [key.keyId, key])),
      order: new Map(facts.map((key, index) => [key.keyId, index])),
      possible: createPossibleKeys(facts),
    };
    const findService = createServiceFinder(input.services, input.enrolments, knownServices);
    const keyTexts = new Map(facts.map((key) => [key.keyId, keyText(key)]));
    const poolText = JSON.stringify([input.staleAfterDays, facts.map(poolTextOf)]);
    const time = Date.parse(input.now);
    const usable = kept?.poolText === poolText && kept.input.services === input.services ? kept : null;
    const changedKeys = new Set(
      facts.map((key) => key.keyId).filter((keyId) => usable?.keyTexts.get(keyId) !== keyTexts.get(keyId)),
    );
    const groups = new Map<string, KeptGroup>();
    for (const [groupId, records] of sortRecords(input, findService)) {
      const before = usable?.groups.get(groupId);
      const same =
        before !== undefined &&
        usable !== null &&
        time >= usable.time &&
        time < before.changesAt &&
        sameRecords(before.records, records) &&
        !(changedKeys.size > 0 && records.enrolments.some(({ record }) => changedKeys.has(record.keyId)));
      groups.set(
        groupId,
        same ? before : { records, services: makeServices(records, context), changesAt: changesAt(records, input) },
      );
    }
    kept = { input, time, keyTexts, poolText, groups };
    return makeReport(
      facts,
      [...groups.values()].flatMap((group) => group.services),
    );
  };
}

function once<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

const roleOrder: readonly InventoryKey['role'][] = ['daily', 'spare', 'off-site', null, 'retired'];

function compareKeys(left: InventoryKey, right: InventoryKey): number {
  return (
    roleOrder.indexOf(left.role) - roleOrder.indexOf(right.role) ||
    compareText(left.label, right.label) ||
    compareText(left.id, right.id)
  );
}

/** What accounts with a record of the key depend on. */
function keyText({ key, weak, blocked, readingStale, unseen }: KeyFacts): string {
  return JSON.stringify([weak, blocked, readingStale, unseen, key.needsReread, key.place, key.carriedOn]);
}

/** What every account depends on: a key without a record of it may open it. */
function poolTextOf({ keyId, label, inUse, complete, owner, unit, place }: KeyFacts): readonly unknown[] {
  return [keyId, label, inUse, complete, owner, unit, place];
}

function changesAt(records: RecordGroup, { now, staleAfterDays }: CoverageInput): number {
  const time = Date.parse(now);
  let first = Infinity;
  const consider = (instant: number): void => {
    if (instant > time && instant < first) first = instant;
  };
  for (const {
    record: { evidence, asOf },
  } of records.enrolments) {
    // One more millisecond: exactly at the limit it is not stale yet.
    if (evidence === 'told') consider(Date.parse(asOf) + staleAfterDays * 24 * 60 * 60 * 1000 + 1);
  }
  for (const {
    record: { validFrom, validUntil },
  } of records.otherWaysIn) {
    if (validFrom !== null) consider(Date.parse(validFrom));
    if (validUntil !== null) consider(Date.parse(validUntil));
  }
  return first;
}

function sameRecords(before: RecordGroup, after: RecordGroup): boolean {
  return (
    samePlaced(before.enrolments, after.enrolments) &&
    samePlaced(before.otherWaysIn, after.otherWaysIn) &&
    samePlaced(before.accountMarks, after.accountMarks)
  );
}

function samePlaced(before: readonly Placed<unknown>[], after: readonly Placed<unknown>[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ record, service }, index) => record === after[index]?.record && service === after[index]?.service)
  );
}
