import type { CatalogueService } from '../domain/catalogue.ts';
import type { Importance } from '../domain/account-mark.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { LossItem } from '../domain/loss-record.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { accountFactsOf } from './account-facts.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { AccountAfterLoss, LossReport } from '../coverage/loss-report.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import { candidateKeyOf } from '../coverage/analysed-key.ts';
import { createCandidateKeyFinder, type CandidateKey, type CandidateKeys } from '../coverage/candidate-keys.ts';
import {
  type Exposure,
  exposures,
  type LostKey,
  type NamedAccount,
  type PlanEntry,
  type PlanTask,
  type RecoveryPlan,
} from './recovery-plan-types.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import { needsOf } from '../coverage/method-needs.ts';
import type { ServiceKind } from '../coverage/group-services.ts';
import { isHelpDesk } from '../coverage/ways-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';

/** Names of keys to try; more is a list that nobody works through. */
const mayOpenShown = 5;
/** Not the list of the domain: that would bring the validation library into the window. */
const importanceOrder: readonly Importance[] = ['high', 'normal', 'low'];

export interface RecoveryPlanInput {
  readonly report: CoverageReport;
  /** The result of simulate-loss.ts of this report. */
  readonly loss: LossReport;
  readonly keys: readonly InventoryKey[];
  readonly otherWaysIn: readonly OtherWayIn[];
  /** The catalogue with the person's corrections applied. */
  readonly services: readonly CatalogueService[];
  /** Ids of lost keys whose PIN somebody else may know (it was written on them, say). */
  readonly pinKnownKeyIds?: Iterable<string>;
}

/**
 * Creates the plan for a loss: what to remove first, how to get back in, what to find out, where a new spare is needed. Important accounts
 * come first, then those that a finder of the key opens most easily.
 */
export function makeRecoveryPlan(input: RecoveryPlanInput): RecoveryPlan {
  const { report, loss, otherWaysIn } = input;
  const services = new Map(input.services.map((service) => [service.id, service]));
  const named = new Map(report.services.map((service) => [service.serviceId, service]));
  const keys = lostKeysOf(input);
  const lostKeys = new Map(keys.map((key) => [key.keyId, key]));
  const lostWayIds = new Set(loss.lostWayIds);
  const nameOf = accountNamer(report);
  const candidates = createCandidates(report, lostKeys);
  const coverageKeys = new Map(report.keys.map((key) => [key.keyId, key]));

  const sections = {
    'remove-lost-key': new Array<PlanEntry>(),
    'get-back-in': new Array<PlanEntry>(),
    'find-out': new Array<PlanEntry>(),
    'add-spare': new Array<PlanEntry>(),
  };
  for (const touched of loss.touched) {
    const { account, lossImpact } = touched;
    const opened = account.cells.filter(({ keyId, evidence }) => lostKeys.has(keyId) && evidence !== 'absent');
    const kind = named.get(account.serviceId)?.kind ?? 'web';
    const exposed = opened.map((cell) => exposureOf(cell.evidence, kind, lostKeys.get(cell.keyId)));
    const exposure = exposures.find((one) => exposed.includes(one)) ?? null;
    const labels = opened.map((cell) => lostKeys.get(cell.keyId)?.label ?? cell.keyId);
    const common = {
      ...accountFactsOf(account, named.get(account.serviceId) ?? null, services.get(account.serviceId) ?? null),
      account,
      lossImpact,
      exposure,
      urgent: account.importance === 'high' || exposure === 'no-pin' || exposure === 'pin-known',
      exposedKeys: labels.filter((_, index) => exposed[index] === exposure),
      lostKeys: labels,
      lostWays: account.otherWaysIn.filter((way) => lostWayIds.has(way.id)),
      opensWithKeyIds: touched.keyIds,
      opensWithKeys: touched.keyIds.map((keyId) => coverageKeys.get(keyId)?.label ?? keyId),
      opensWithWays: touched.otherWaysIn,
      lostThrough: touched.lostThrough.flatMap(({ wayId, accountIds }) => {
        const way = account.otherWaysIn.find(({ id }) => id === wayId);
        return way === undefined ? [] : [{ way, accounts: accountIds.map(nameOf) }];
      }),
      openFirst: touched.openFirst.map(nameOf),
      isLost: touched.isLost,
      ...(lossImpact === 'perhaps' ? candidates(account) : { mayOpen: [], mayOpenMore: 0 }),
    };
    for (const task of tasksOf(touched, coverageKeys)) sections[task].push({ ...common, task });
  }
  for (const task of Object.keys(sections) as PlanTask[])
    sections[task] = inOpeningOrder(sections[task].toSorted(compareEntries));
  return {
    keys,
    ways: otherWaysIn
      .filter((way) => lostWayIds.has(way.id))
      .toSorted((left, right) => compareText(left.name, right.name) || compareText(left.id, right.id)),
    devices: report.devices
      .filter(({ deviceId }) => loss.lostDeviceIds.includes(deviceId))
      .map(({ deviceId, label }) => ({ deviceId, label })),
    lostAccounts: loss.lostAccountIds.map(nameOf),
    counts: loss.counts,
    touched: loss.touched.length,
    accounts: report.totals.accounts,
    sections,
  };
}

/** Creates the checklist of a recorded loss: the plan's entries as they stand on that day, with names in the person's language. */
export function lossItemsOf(
  { sections }: RecoveryPlan,
  terms: {
    readonly serviceName: (entry: PlanEntry) => string;
    readonly wayName: (way: OtherWayIn) => string;
  },
): readonly Omit<LossItem, 'doneAt'>[] {
  return Object.values(sections)
    .flat()
    .map((entry, index) => ({
      id: String(index + 1),
      task: entry.task,
      accountId: entry.account.accountId,
      serviceId: entry.serviceId,
      serviceName: terms.serviceName(entry),
      userName: entry.userName,
      // Where it has to be found out whether anything opens it: the keys to try.
      opensWith:
        entry.task === 'find-out'
          ? [...entry.mayOpen]
          : [...entry.opensWithKeys, ...entry.opensWithWays.map(terms.wayName)],
    }));
}

function lostKeysOf({ report, loss, keys, pinKnownKeyIds = [] }: RecoveryPlanInput): readonly LostKey[] {
  const lost = new Set(loss.lostKeyIds);
  const pinKnown = new Set(pinKnownKeyIds);
  const records = new Map(keys.map((key) => [key.id, key]));
  return report.keys
    .filter((key) => lost.has(key.keyId))
    .map(({ keyId, label, lastRead, completeSince }) => ({
      keyId,
      label,
      lastRead,
      known: lastRead === null ? 'never' : completeSince === null ? 'partial' : 'complete',
      hasPin: records.get(keyId)?.pinSet ?? null,
      pinKnown: pinKnown.has(keyId),
    }));
}

/** Orders accounts that must be opened first before those that open through them. */
function inOpeningOrder(entries: readonly PlanEntry[]): PlanEntry[] {
  const byAccount = new Map(entries.map((entry) => [entry.account.accountId, entry]));
  const ordered = new Set<PlanEntry>();
  for (const entry of entries) {
    for (const { accountId } of entry.openFirst) {
      const first = byAccount.get(accountId);
      if (first !== undefined) ordered.add(first);
    }
    ordered.add(entry);
  }
  return [...ordered];
}

/** Returns what names accounts. Their names are gathered with the first one: most plans need none. */
function accountNamer(report: CoverageReport): (accountId: string) => NamedAccount {
  let accounts: ReadonlyMap<string, NamedAccount> | null = null;
  return (accountId) =>
    (accounts ??= namedAccounts(report)).get(accountId) ?? {
      accountId,
      serviceName: accountId,
      serviceNameJa: null,
      userName: null,
    };
}

function namedAccounts(report: CoverageReport): ReadonlyMap<string, NamedAccount> {
  return new Map(
    report.services.flatMap(({ name, nameJa, accounts: own }) =>
      own.map(({ accountId, userName, userDisplayName }) => {
        const user = own.length > 1 ? (userName ?? userDisplayName) : null;
        return [accountId, { accountId, serviceName: name, serviceNameJa: nameJa, userName: user }] as const;
      }),
    ),
  );
}

// A registration that was recorded by hand is a second factor beside a password; a disk or a computer asks for itself instead.
function exposureOf(
  evidence: 'read' | 'told' | 'absent' | 'unknown',
  kind: ServiceKind,
  key: LostKey | undefined,
): Exposure {
  if (evidence === 'told') return kind === 'web' || kind === 'os' ? 'password' : 'computer';
  if (key?.hasPin === false) return 'no-pin';
  if (key?.pinKnown === true) return 'pin-known';
  return key?.hasPin === true ? 'pin' : 'pin-not-recorded';
}

function tasksOf(touched: AccountAfterLoss, keys: ReadonlyMap<string, CoverageKey>): readonly PlanTask[] {
  switch (touched.lossImpact) {
    case 'open':
      return waysLeft(touched, keys) <= 1 ? ['remove-lost-key', 'add-spare'] : ['remove-lost-key'];
    case 'locked-out':
    case 'helpdesk':
      return ['get-back-in'];
    case 'perhaps':
      return ['find-out'];
  }
}

/** Counts what is left as losses would take it: keys of one ring are one, devices of one synced provider are one, a help desk is none. */
function waysLeft({ account, keyIds, otherWaysIn }: AccountAfterLoss, keys: ReadonlyMap<string, CoverageKey>): number {
  const units = new Set<string>();
  for (const keyId of keyIds) {
    const ring = foldText(keys.get(keyId)?.carriedOn ?? null);
    units.add(ring === null ? `key ${keyId}` : `ring ${ring}`);
  }
  for (const way of otherWaysIn) {
    if (isHelpDesk(way)) continue;
    const ring = foldText(way.carriedOn);
    // What goes through one account is lost with it; devices of one provider of synced passkeys are one.
    const through = needsOf(account, way).flatMap(({ accounts }) =>
      accounts.flatMap(({ accountId }) => accountId ?? []),
    );
    const synced = `synced ${way.providerId ?? foldText(way.name) ?? ''}`;
    const own = assumedKind(way) === 'synced-passkey' ? synced : `way ${way.id}`;
    units.add(ring !== null ? `ring ${ring}` : through[0] !== undefined ? `account ${through[0]}` : own);
  }
  return units.size;
}

/** Finds keys that the person still has and that might open an account. Prepared once: a bag of keys touches thousands of accounts. */
function createCandidates(
  report: CoverageReport,
  lost: ReadonlyMap<string, LostKey>,
): (account: CoverageAccount) => Pick<PlanEntry, 'mayOpen' | 'mayOpenMore'> {
  const keys = new Map(report.keys.map((key) => [key.keyId, candidateKeyOf(key)]));
  const possible = createCandidateKeyFinder([...keys.values()]);
  const left = new Map<CandidateKeys, readonly CandidateKey[]>();
  return ({ cells, discoverable }) => {
    const recorded = cells.flatMap(({ keyId }) => keys.get(keyId) ?? []);
    const candidateKeys = possible.candidatesFor(discoverable, recorded);
    let remaining = left.get(candidateKeys);
    if (remaining === undefined)
      left.set(candidateKeys, (remaining = candidateKeys.keys.filter((key) => !lost.has(key.keyId))));
    // A key with a record that is in question (stale, blocked) comes before one of which nothing is known.
    const doubtful = cells.flatMap(({ keyId, strength }) =>
      strength === 'perhaps' && !lost.has(keyId) ? (keys.get(keyId) ?? []) : [],
    );
    const labels = [...doubtful, ...remaining.filter((key) => !recorded.includes(key))].map((key) => key.label);
    return { mayOpen: labels.slice(0, mayOpenShown), mayOpenMore: Math.max(0, labels.length - mayOpenShown) };
  };
}

function compareEntries(left: PlanEntry, right: PlanEntry): number {
  const exposureOrder = ({ exposure }: PlanEntry): number =>
    exposure === null ? exposures.length : exposures.indexOf(exposure);
  return (
    importanceOrder.indexOf(left.account.importance) - importanceOrder.indexOf(right.account.importance) ||
    exposureOrder(left) - exposureOrder(right) ||
    compareText(left.serviceName.toLowerCase(), right.serviceName.toLowerCase()) ||
    compareText(left.userName ?? '', right.userName ?? '') ||
    compareText(left.account.accountId, right.account.accountId)
  );
}
