import { collectAccounts } from './collect-accounts.ts';
import type { ServiceRecord } from './collected-accounts.ts';
import type { AccountMark } from '../domain/account-mark.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { CoverageInput } from './coverage-input.ts';
import { createDevices } from './devices.ts';
import { draftAccount } from './draft-account.ts';
import type { AnalysisContext } from './analysis-context.ts';
import { createServiceFinder, type GroupedService } from './group-services.ts';
import { joinDependents } from './join-dependents.ts';
import { type AnalysedKey, analyseKey, unreadCandidateKey } from './analysed-key.ts';
import { analyseAccount } from './analyse-account.ts';
import { makeReport } from './make-report.ts';
import { analyseServices } from './analyse-services.ts';
import { createNeedsFinder } from './needs.ts';
import { createCandidateKeyFinder } from './candidate-keys.ts';
import { createRecordKeeper } from './record-keeper.ts';
import { type RecordGroup, sortRecords } from './sort-records.ts';
import { compareText } from '../lib/compare-text.ts';
import type { AnalysedGroup } from './analysed-group.ts';

interface AnalysisCache {
  readonly input: CoverageInput;
  readonly time: number;
  /** The properties of each key that the verdicts depend on, as text. */
  readonly keyTexts: ReadonlyMap<string, string>;
  readonly sharedText: string;
  readonly groups: ReadonlyMap<string, AnalysedGroup>;
}

/**
 * Creates an analysis that remembers the last one: services of which no record, rule or key has changed are not judged again. Gives for
 * the same input what a first analysis gives.
 */
export function createAnalyser(): (input: CoverageInput) => CoverageReport {
  const enrolments = createRecordKeeper<Enrolment>();
  const otherWaysIn = createRecordKeeper<OtherWayIn>();
  const accountMarks = createRecordKeeper<AccountMark>();
  const knownServices = new Map<string, GroupedService>();
  let kept: AnalysisCache | null = null;

  return (given) => {
    const input: CoverageInput = {
      ...given,
      enrolments: enrolments(given.enrolments),
      otherWaysIn: once(otherWaysIn(given.otherWaysIn)),
      accountMarks: once(accountMarks(given.accountMarks)),
      devices: once(given.devices),
      sameAccounts: once(given.sameAccounts).toSorted((left, right) => compareText(left.id, right.id)),
    };
    const keys = once(input.keys).toSorted(compareKeys);
    const facts = keys.map((key) => analyseKey(key, input));
    const devices = createDevices(input.devices, sortedById(input.otherWaysIn));
    const keysById = new Map(facts.map((key) => [key.keyId, key]));
    const context: AnalysisContext = {
      clock: input,
      keys: keysById,
      order: new Map(facts.map((key, index) => [key.keyId, index])),
      possible: createCandidateKeyFinder([...facts, ...input.unreadKeys.map(unreadCandidateKey)]),
      devices,
      needsOf: createNeedsFinder(input, devices),
    };
    const findService = createServiceFinder(input.services, input.siteOf, input.enrolments, knownServices);
    const keyTexts = new Map(facts.map((key) => [key.keyId, keyText(key)]));
    const sharedText = JSON.stringify([
      input.staleAfterDays,
      facts.map(candidateTextOf),
      input.unreadKeys,
      input.sameAccounts,
      devices.all,
    ]);
    const time = Date.parse(input.now);
    const sameCatalogue =
      kept?.input.services === input.services && kept.input.otherWayProviders === input.otherWayProviders;
    const usable = sameCatalogue && kept?.sharedText === sharedText ? kept : null;
    const changedKeys = new Set(
      facts.map((key) => key.keyId).filter((keyId) => usable?.keyTexts.get(keyId) !== keyTexts.get(keyId)),
    );
    const sorted = sortRecords(input, findService);
    const groups = new Map<string, AnalysedGroup>();
    for (const [groupId, records] of sorted.groups) {
      const before = usable?.groups.get(groupId);
      const same =
        before !== undefined &&
        usable !== null &&
        time >= usable.time &&
        time < before.changesAt &&
        sameRecords(before.records, records) &&
        !(changedKeys.size > 0 && records.enrolments.some(({ record }) => changedKeys.has(record.keyId)));
      groups.set(groupId, same ? before : analyseGroup(records, input, context));
    }
    kept = { input, time, keyTexts, sharedText, groups };
    const all = [...groups.values()];
    return makeReport(input, facts, devices, joinDependents(all, sorted.undecided, facts, devices, input));
  };
}

function analyseGroup(records: RecordGroup, input: CoverageInput, context: AnalysisContext): AnalysedGroup {
  const collected = collectAccounts(records, input.sameAccounts);
  const drafts = collected.accounts.map((account) => draftAccount(account, context));
  const analysed = new Map(
    drafts
      .filter(({ isDependent }) => !isDependent)
      .map((draft) => [draft, analyseAccount(draft, collected.unattached, input.now)]),
  );
  const services =
    analysed.size === drafts.length
      ? analyseServices(
          drafts.map((draft) => draft.collected.service),
          [...analysed.values()],
        )
      : null;
  return { records, collected, drafts, analysed, services, changesAt: changesAt(records, input) };
}

function once<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function sortedById(items: readonly OtherWayIn[]): readonly OtherWayIn[] {
  return items.toSorted((left, right) => compareText(left.id, right.id));
}

const roleOrder: readonly InventoryKey['role'][] = ['daily', 'spare', 'off-site', null, 'retired'];

function compareKeys(left: InventoryKey, right: InventoryKey): number {
  return (
    roleOrder.indexOf(left.role) - roleOrder.indexOf(right.role) ||
    compareText(left.label, right.label) ||
    compareText(left.id, right.id)
  );
}

/** Returns what accounts with a record of the key depend on. */
function keyText({ key, weak, blocked, readingStale, unseen, doubted }: AnalysedKey): string {
  const inDoubt = doubted === 'all' ? doubted : [...doubted].sort();
  return JSON.stringify([weak, blocked, readingStale, unseen, inDoubt, key.place, key.carriedOn]);
}

/** Returns what every account depends on: a key without a record of it may open it. */
function candidateTextOf({ keyId, label, inUse, complete, owner, lossUnit, place }: AnalysedKey): readonly unknown[] {
  return [keyId, label, inUse, complete, owner, lossUnit, place];
}

function changesAt(records: RecordGroup, { now, staleAfterDays }: CoverageInput): number {
  const time = Date.parse(now);
  let first = Infinity;
  const consider = (instant: number): void => {
    if (instant > time && instant < first) first = instant;
  };
  const dayMs = 24 * 60 * 60 * 1000;
  for (const {
    record: { evidence, asOf },
  } of records.enrolments) {
    // A date in the future counts from the day before it on.
    consider(Date.parse(asOf) - dayMs);
    // One more millisecond: exactly at the limit it is not stale yet.
    if (evidence === 'told') consider(Date.parse(asOf) + staleAfterDays * dayMs + 1);
  }
  for (const {
    record: { validFrom, validUntil },
  } of records.otherWaysIn) {
    if (validFrom !== null) consider(Date.parse(validFrom));
    if (validUntil !== null) consider(Date.parse(validUntil));
  }
  // A service that stops to take an RP ID does so on a day.
  for (const { service } of records.enrolments) {
    for (const { since } of service.catalogue?.retiredRpIds ?? []) consider(Date.parse(since));
  }
  return first;
}

function sameRecords(before: RecordGroup, after: RecordGroup): boolean {
  return (
    sameServiceRecords(before.enrolments, after.enrolments) &&
    sameServiceRecords(before.otherWaysIn, after.otherWaysIn) &&
    sameServiceRecords(before.accountMarks, after.accountMarks)
  );
}

function sameServiceRecords(
  before: readonly ServiceRecord<unknown>[],
  after: readonly ServiceRecord<unknown>[],
): boolean {
  return (
    before.length === after.length &&
    before.every(({ record, service }, index) => record === after[index]?.record && service === after[index]?.service)
  );
}
