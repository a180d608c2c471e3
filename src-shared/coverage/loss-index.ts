import type { CoverageReport } from './coverage-report.ts';
import type { AssumedLoss } from './loss-report.ts';
import type { CoverageAccount } from './coverage-account.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { accountIdsOf, allNeedsOf, needsOf } from './method-needs.ts';
import { type CandidateKey, type CandidateKeyFinder, createCandidateKeyFinder } from './candidate-keys.ts';
import { candidateKeyOf, unreadCandidateKey } from './analysed-key.ts';
import { isImmaterial, isOnDevice } from './other-methods.ts';
import { type WaysIn, waysIn } from './ways-in.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** An account of a report as questions about losses look at it. */
export interface LossEntry {
  readonly account: CoverageAccount;
  /** Place in the report. */
  readonly position: number;
  /** Keys that are known to open it, and keys with a record that does not count as sure. */
  readonly ways: WaysIn;
}

/** A report prepared for questions about losses. */
export interface LossIndex {
  readonly keys: ReadonlyMap<string, CandidateKey>;
  readonly possible: CandidateKeyFinder;
  readonly byAccount: ReadonlyMap<string, LossEntry>;
  readonly byKey: ReadonlyMap<string, readonly LossEntry[]>;
  readonly byWay: ReadonlyMap<string, readonly LossEntry[]>;
  /** Accounts that need an account for one of their ways in. */
  readonly dependentsOf: ReadonlyMap<string, readonly LossEntry[]>;
  /** Accounts that no key is known to open, or none by itself, but that a key without a record of them might. */
  readonly hanging: readonly LossEntry[];
  /** Ids of ways in that need a key or device, or are at a place or on a ring, by its id or folded name. */
  readonly waysOf: {
    readonly key: ReadonlyMap<string, readonly string[]>;
    readonly device: ReadonlyMap<string, readonly string[]>;
    readonly place: ReadonlyMap<string, readonly string[]>;
    readonly ring: ReadonlyMap<string, readonly string[]>;
  };
}

/** Everything that is lost, with what goes with it. */
export interface ResolvedLoss {
  readonly keyIds: ReadonlySet<string>;
  readonly wayIds: ReadonlySet<string>;
  readonly deviceIds: ReadonlySet<string>;
  readonly accountIds: ReadonlySet<string>;
  /** Keys that open an account no more, by account. */
  readonly enrolments: ReadonlyMap<string, ReadonlySet<string>>;
}

const indices = new WeakMap<CoverageReport, LossIndex>();

/** Returns the index of a report. The first question costs as much as the report has records. */
export function lossIndexOf(report: CoverageReport): LossIndex {
  let index = indices.get(report);
  if (index === undefined) indices.set(report, (index = createLossIndex(report)));
  return index;
}

function createLossIndex(report: CoverageReport): LossIndex {
  const possible = [...report.keys.map(candidateKeyOf), ...report.unreadKeys.map(unreadCandidateKey)];
  const byAccount = new Map<string, LossEntry>();
  const byKey = new Map<string, LossEntry[]>();
  const byWay = new Map<string, LossEntry[]>();
  const dependentsOf = new Map<string, LossEntry[]>();
  const hanging: LossEntry[] = [];
  const waysOf = {
    key: new Map<string, string[]>(),
    device: new Map<string, string[]>(),
    place: new Map<string, string[]>(),
    ring: new Map<string, string[]>(),
  };
  for (const account of report.services.flatMap(({ accounts }) => accounts)) {
    const ways = waysIn(account.cells);
    const entry = { account, position: byAccount.size, ways };
    byAccount.set(account.accountId, entry);
    for (const keyId of [...ways.known, ...ways.possible]) listFor(byKey, keyId).push(entry);
    for (const way of [...account.otherWaysIn, ...account.otherWaysNotKnown]) {
      listFor(byWay, way.id).push(entry);
      const [own] = needsOf(account, way);
      const isNowhere = isImmaterial(way, (own?.accounts.length ?? 0) > 0);
      if (assumedKind(way) === 'helpdesk' || isNowhere || isOnDevice(way, (own?.deviceIds.length ?? 0) > 0)) continue;
      const [place, ring] = [foldText(way.place), foldText(way.carriedOn)];
      if (place !== null) listFor(waysOf.place, place).push(way.id);
      if (ring !== null) listFor(waysOf.ring, ring).push(way.id);
    }
    for (const wayId of account.besideKeys?.wayIds ?? []) listFor(byWay, wayId).push(entry);
    const all = allNeedsOf(account);
    for (const accountId of accountIdsOf(all)) listFor(dependentsOf, accountId).push(entry);
    for (const needs of all) {
      for (const wayId of needs.wayIds) {
        for (const keyId of needs.keyIds) listFor(waysOf.key, keyId).push(wayId);
        for (const deviceId of needs.deviceIds) listFor(waysOf.device, deviceId).push(wayId);
        for (const place of needs.places) listFor(waysOf.place, foldText(place) ?? '').push(wayId);
      }
    }
    if ((ways.known.length === 0 || account.besideKeys !== null) && account.possibleKeys > 0) hanging.push(entry);
  }
  return {
    keys: new Map(possible.map((key) => [key.keyId, key])),
    possible: createCandidateKeyFinder(possible),
    byAccount,
    byKey,
    byWay,
    dependentsOf,
    hanging,
    waysOf,
  };
}

/** Collects what is lost with what was named: everything at a place or on a ring, what is on a device, what needs a key. */
export function resolveLoss(report: CoverageReport, index: LossIndex, lost: AssumedLoss): ResolvedLoss {
  const places = new Set([...(lost.places ?? [])].flatMap((place) => foldText(place) ?? []));
  const rings = new Set([...(lost.rings ?? [])].flatMap((ring) => foldText(ring) ?? []));
  const isWith = ({
    place,
    carriedOn,
  }: {
    readonly place: string | null;
    readonly carriedOn: string | null;
  }): boolean =>
    (places.size > 0 && places.has(foldText(place) ?? '')) || (rings.size > 0 && rings.has(foldText(carriedOn) ?? ''));

  const keyIds = new Set([...lost.keyIds].filter((keyId) => index.keys.has(keyId)));
  const deviceIds = new Set<string>();
  const named = new Set(lost.deviceIds ?? []);
  if (places.size > 0 || rings.size > 0) for (const key of report.keys) if (isWith(key)) keyIds.add(key.keyId);
  for (const device of report.devices) if (named.has(device.deviceId) || isWith(device)) deviceIds.add(device.deviceId);
  for (const { deviceId, simIn } of report.devices) if (simIn !== null && deviceIds.has(simIn)) deviceIds.add(deviceId);

  const { waysOf } = index;
  const wayIds = new Set([...(lost.otherWayIds ?? [])].filter((wayId) => index.byWay.has(wayId)));
  const addWays = (ids: readonly string[] | undefined): void => ids?.forEach((wayId) => wayIds.add(wayId));
  for (const keyId of keyIds) addWays(waysOf.key.get(keyId));
  for (const deviceId of deviceIds) addWays(waysOf.device.get(deviceId));
  for (const place of places) addWays(waysOf.place.get(place));
  for (const ring of rings) addWays(waysOf.ring.get(ring));
  const accountIds = new Set([...(lost.accountIds ?? [])].filter((accountId) => index.byAccount.has(accountId)));
  const enrolments = new Map<string, Set<string>>();
  for (const { accountId, keyId } of lost.enrolments ?? []) {
    enrolments.set(accountId, (enrolments.get(accountId) ?? new Set()).add(keyId));
  }
  return { keyIds, wayIds, deviceIds, accountIds, enrolments };
}
