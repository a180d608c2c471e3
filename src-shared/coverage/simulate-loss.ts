import { type AccountState, closedState, createStateRule, lossImpactOf, type StateRule } from './account-states.ts';
import { type SettledStates, settleStates } from './settle-states.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { LossImpact } from '../domain/loss-impact.ts';
import type { AccountAfterLoss, AssumedLoss, LossReport } from './loss-report.ts';
import type { CoverageAccount } from './coverage-account.ts';
import { type LossEntry, type LossIndex, lossIndexOf, type ResolvedLoss, resolveLoss } from './loss-index.ts';
import { accountIdsOf, needsOf } from './method-needs.ts';
import { isHelpDesk } from './ways-in.ts';

const nothingLost: ResolvedLoss = {
  keyIds: new Set(),
  wayIds: new Set(),
  deviceIds: new Set(),
  accountIds: new Set(),
  enrolments: new Map(),
};

/**
 * Finds what would still open if these things were lost. Stores nothing; unknown ids are ignored. Accounts that need accounts which are
 * closed by the loss are judged with them, as the least fixed point: a circle opens nothing. The first question to a report costs as much as
 * it has records, every further one as much as it has accounts that the loss touches.
 */
export function simulateLoss(report: CoverageReport, lost: AssumedLoss): LossReport {
  const index = lossIndexOf(report);
  const things = resolveLoss(report, index, lost);
  const now = presentStatesOf(index);
  const rule = createStateRule(index, things);
  const direct = directlyTouched(index, things);
  const affected = withDependents(index, new Set([...direct, ...hangingOn(index, things, rule)]));
  const after = settleStates(affected, rule, now);

  const question: LossQuestion = { index, things, rule, now, after, openedFirst: { sure: new Map(), help: new Map() } };
  const touched: AccountAfterLoss[] = [];
  for (const entry of [...affected].toSorted((left, right) => left.position - right.position)) {
    const one = afterLoss(entry, question);
    const isChanged =
      one.lostThrough.length > 0 || one.lossImpact !== lossImpactOf(now.stateOf(entry.account.accountId));
    if (direct.has(entry) || isChanged) touched.push(one);
  }
  const counts: Record<LossImpact, number> = { 'locked-out': 0, perhaps: 0, helpdesk: 0, open: 0 };
  for (const { lossImpact } of touched) counts[lossImpact]++;
  return {
    lostKeyIds: report.keys.map((key) => key.keyId).filter((keyId) => things.keyIds.has(keyId)),
    lostWayIds: [...things.wayIds].toSorted(),
    lostDeviceIds: [...things.deviceIds].toSorted(),
    lostAccountIds: [...things.accountIds].toSorted(),
    touched,
    counts,
  };
}

/** Returns what would become of an account if nothing were lost: of one that a loss does not touch. */
export function presentLossImpact(report: CoverageReport, account: CoverageAccount): LossImpact {
  return lossImpactOf(presentStatesOf(lossIndexOf(report)).stateOf(account.accountId));
}

const presentStates = new WeakMap<LossIndex, SettledStates>();

/** Computes how accounts stand while nothing is lost. Those that depend on no other are looked at when they are asked for. */
function presentStatesOf(index: LossIndex): SettledStates {
  let states = presentStates.get(index);
  if (states === undefined) {
    const rule = createStateRule(index, nothingLost);
    const known = new Map<string, AccountState>();
    const stateOf = (accountId: string): AccountState => {
      let state = known.get(accountId);
      if (state === undefined) {
        const entry = index.byAccount.get(accountId);
        state = entry === undefined ? closedState : rule.stateOf(entry, () => closedState);
        known.set(accountId, state);
      }
      return state;
    };
    const orderOf = (accountId: string, help: boolean): number | null =>
      stateOf(accountId)[help ? 'help' : 'sure'] ? 0 : null;
    states = settleStates(new Set([...index.dependentsOf.values()].flat()), rule, { stateOf, orderOf });
    presentStates.set(index, states);
  }
  return states;
}

/** Returns the accounts that one of the lost things was known to open. */
function directlyTouched(index: LossIndex, things: ResolvedLoss): Set<LossEntry> {
  const entries = new Set<LossEntry>();
  for (const keyId of things.keyIds) for (const entry of index.byKey.get(keyId) ?? []) entries.add(entry);
  for (const wayId of things.wayIds) for (const entry of index.byWay.get(wayId) ?? []) entries.add(entry);
  for (const accountId of [...things.accountIds, ...things.enrolments.keys()]) {
    const entry = index.byAccount.get(accountId);
    if (entry !== undefined) entries.add(entry);
  }
  return entries;
}

/** Returns the accounts that keys without a record of them might have opened, where none of these is left, or other accounts decide. */
function hangingOn(index: LossIndex, things: ResolvedLoss, rule: StateRule): readonly LossEntry[] {
  if (![...things.keyIds].some((keyId) => index.keys.get(keyId)?.inUse === true)) return [];
  return index.hanging.filter(
    (entry) =>
      entry.account.needs.length > 0 ||
      entry.account.besideKeys !== null ||
      !rule.stateOf(entry, () => closedState).possible,
  );
}

/** Adds the accounts that need one of these, and those that need them. */
function withDependents(index: LossIndex, entries: ReadonlySet<LossEntry>): Set<LossEntry> {
  const all = new Set(entries);
  for (const { account } of all) for (const entry of index.dependentsOf.get(account.accountId) ?? []) all.add(entry);
  return all;
}

interface LossQuestion {
  readonly index: LossIndex;
  readonly things: ResolvedLoss;
  readonly rule: StateRule;
  readonly now: SettledStates;
  readonly after: SettledStates;
  /** The accounts to open first, as far as found: many accounts need the same few. */
  readonly openedFirst: Readonly<Record<'sure' | 'help', Map<string, readonly string[]>>>;
}

function afterLoss(entry: LossEntry, question: LossQuestion): AccountAfterLoss {
  const { things, rule, now, after } = question;
  const { account } = entry;
  const isLost = things.accountIds.has(account.accountId);
  const lossImpact = lossImpactOf(after.stateOf(account.accountId));
  const isClosed = (accountId: string): boolean => now.stateOf(accountId).sure && !after.stateOf(accountId).sure;
  const lostThrough = isLost
    ? []
    : account.otherWaysIn.flatMap((way) => {
        const closed = accountIdsOf(needsOf(account, way)).filter(isClosed);
        return closed.length === 0 || things.wayIds.has(way.id) ? [] : [{ wayId: way.id, accountIds: closed }];
      });
  const help = lossImpact === 'helpdesk';
  return {
    account,
    lossImpact,
    isLost,
    keyIds: isLost ? [] : rule.keysLeft(entry, after.stateOf, help),
    otherWaysIn: isLost
      ? []
      : account.otherWaysIn.filter((way) => rule.isOpen(account, way, after.stateOf, help || isHelpDesk(way))),
    lostThrough,
    openFirst: lossImpact === 'open' || help ? openFirst(entry, question, help) : [],
  };
}

/** Returns the accounts to open first, in order, where an account opens only through others. */
function openFirst(entry: LossEntry, question: LossQuestion, help: boolean): readonly string[] {
  const found = question.openedFirst[help ? 'help' : 'sure'];
  const { accountId } = entry.account;
  let accountIds = found.get(accountId);
  if (accountIds === undefined) found.set(accountId, (accountIds = findOpenFirst(entry, question, help)));
  return accountIds;
}

function findOpenFirst(entry: LossEntry, question: LossQuestion, help: boolean): readonly string[] {
  const { index, rule, after } = question;
  const { account } = entry;
  const own = after.orderOf(account.accountId, help);
  if (own === null) return [];
  let shortest: readonly string[] | null = null;
  for (const needed of rule.neededToOpen(entry, after.stateOf, help)) {
    // An account that opened later opens through this one, and is no help to it.
    if (needed.some((accountId) => (after.orderOf(accountId, help) ?? Infinity) >= own)) continue;
    const order = new Set<string>();
    for (const accountId of needed) {
      const other = index.byAccount.get(accountId);
      for (const one of other === undefined ? [] : openFirst(other, question, help)) order.add(one);
      order.add(accountId);
    }
    if (shortest === null || order.size < shortest.length) shortest = [...order];
    if (shortest.length === 0) break;
  }
  return shortest ?? [];
}
