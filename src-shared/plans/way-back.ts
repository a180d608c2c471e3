import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import { accountIdsOf, needsOf } from '../coverage/method-needs.ts';
import type { LossImpact } from '../domain/loss-impact.ts';
import { isRecorded } from '../coverage/cell-of.ts';
import type { OtherWayIn } from '../domain/other-way-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { isOwnedByAnother } from './backup-pair.ts';
import type { PlanEntry, RecoveryPlan } from './recovery-plan-types.ts';

/** The thing that a step opens an account with. */
type StepMeans =
  | { readonly type: 'key'; readonly keyId: string }
  /** `throughAccountId`: the account that the way goes through; null: it stands by itself. */
  | { readonly type: 'way'; readonly way: OtherWayIn; readonly throughAccountId: string | null };

/** One account to open after a loss. */
export interface WayBackStep {
  readonly entry: PlanEntry;
  readonly means: StepMeans;
  /** Numbers of the steps that come first, from 1. */
  readonly after: readonly number[];
  /** `back`: it is closed until then; `open`: it opens all the while, and others wait for it, or only what is kept somewhere opens it. */
  readonly result: 'open' | 'back';
}

/** An account that nothing recorded brings back, with those that are closed only because it is. */
export interface ClosedAccount {
  readonly entry: PlanEntry;
  readonly with: readonly PlanEntry[];
}

/** The order in which accounts open again after a loss. */
export interface WayBack {
  readonly steps: readonly WayBackStep[];
  /** Accounts from which lost keys are to be removed. */
  readonly removeFrom: readonly PlanEntry[];
  readonly closed: readonly ClosedAccount[];
}

/** Orders what is to be opened after a loss: what others wait for comes before them. */
export function wayBackOf({ sections }: Pick<RecoveryPlan, 'sections'>): WayBack {
  const helped = sections['get-back-in'].filter(({ lossImpact }) => lossImpact === 'helpdesk');
  const opening = [...sections['remove-lost-key'], ...helped];
  const waitedFor = new Set(opening.flatMap(({ openFirst }) => openFirst.map(({ accountId }) => accountId)));
  const taken = opening.filter((entry) => isStep(entry) || waitedFor.has(entry.account.accountId));
  const numbers = new Map(taken.map((entry, index) => [entry.account.accountId, index + 1]));
  const steps = taken.flatMap((entry): WayBackStep[] => {
    const means = meansOf(entry);
    if (means === null) return [];
    const after = entry.openFirst.flatMap(({ accountId }) => numbers.get(accountId) ?? []);
    return [{ entry, means, after, result: comesBack(entry) ? 'back' : 'open' }];
  });
  return {
    steps,
    removeFrom: opening.filter(({ lostKeys }) => lostKeys.length > 0),
    closed: closedOf(sections['get-back-in'].filter(({ lossImpact }) => lossImpact === 'locked-out')),
  };
}

/** Checks whether an account is closed until something is done: another account is opened, or people are asked. */
export function comesBack({
  lossImpact,
  openFirst,
}: {
  readonly lossImpact: LossImpact;
  readonly openFirst: readonly unknown[];
}): boolean {
  return lossImpact === 'helpdesk' || (lossImpact === 'open' && openFirst.length > 0);
}

// One that a key opens is opened as ever; one that only codes in a safe open takes a walk there.
function isStep(entry: PlanEntry): boolean {
  return comesBack(entry) || entry.opensWithKeyIds.length === 0;
}

function meansOf({ account, opensWithKeyIds, opensWithWays, openFirst }: PlanEntry): StepMeans | null {
  const [keyId] = opensWithKeyIds;
  if (keyId !== undefined) return { type: 'key', keyId };
  const last = openFirst.at(-1)?.accountId;
  const accountsOf = (way: OtherWayIn): readonly string[] => accountIdsOf(needsOf(account, way));
  const way = opensWithWays.find((one) => last !== undefined && accountsOf(one).includes(last)) ?? opensWithWays[0];
  return way === undefined ? null : { type: 'way', way, throughAccountId: accountsOf(way).at(-1) ?? null };
}

/** Groups accounts that nothing brings back under the one that closes them. */
function closedOf(entries: readonly PlanEntry[]): readonly ClosedAccount[] {
  const ids = new Set(entries.map(({ account }) => account.accountId));
  const causeOf = (entry: PlanEntry): string | null => {
    if (entry.isLost || entry.lostKeys.length > 0) return null;
    const through = entry.lostThrough.flatMap(({ accounts }) => accounts.map(({ accountId }) => accountId));
    return through.find((accountId) => ids.has(accountId)) ?? null;
  };
  const causes = new Map(entries.map((entry) => [entry.account.accountId, causeOf(entry)]));
  const rootOf = (accountId: string): string => {
    const path = new Set([accountId]);
    for (let cause = causes.get(accountId) ?? null; cause !== null; cause = causes.get(cause) ?? null) {
      // Accounts that close each other: the first of them stands for all.
      if (path.has(cause)) return [...path].toSorted(compareText)[0] ?? accountId;
      path.add(cause);
    }
    return [...path].at(-1) ?? accountId;
  };
  const roots = entries.filter(({ account }) => rootOf(account.accountId) === account.accountId);
  return roots.map((entry) => ({
    entry,
    with: entries.filter((one) => one !== entry && rootOf(one.account.accountId) === entry.account.accountId),
  }));
}

/** The additions that would have kept accounts open: one spare, added to each of them. */
export interface Prevention {
  readonly spareKeyId: string;
  /** The lost key that has them now. */
  readonly primaryKeyId: string;
  readonly accountIds: readonly string[];
}

/**
 * Proposes the one key that, added to the most of the closed accounts, keeps them open in this very loss: it is not lost with them, in use,
 * has room, and is of the same owner; a spare before one that is carried every day. Null where no key is left, or none of the services takes another.
 */
export function preventionOf(
  report: Pick<CoverageReport, 'keys'>,
  plan: Pick<RecoveryPlan, 'keys'>,
  closed: readonly ClosedAccount[],
): Prevention | null {
  const lost = new Set(plan.keys.map(({ keyId }) => keyId));
  const isFull = ({ gaps }: CoverageKey): boolean => gaps.some(({ kind }) => kind === 'key-nearly-full');
  const left = report.keys.filter((key) => !key.outOfUse && !lost.has(key.keyId) && !isFull(key));
  const open = closed.map(({ entry }) => entry).filter(({ isLost, takesOneKey }) => !isLost && !takesOneKey);
  const proposals = report.keys
    .filter(({ keyId }) => lost.has(keyId))
    .flatMap((primary) => {
      const accountIds = open
        .filter(({ account }) => account.cells.some((cell) => cell.keyId === primary.keyId && isRecorded(cell)))
        .map(({ account }) => account.accountId);
      const [spare] = left.filter((key) => !isOwnedByAnother(primary, key)).toSorted(compareSpares);
      if (spare === undefined || accountIds.length === 0) return [];
      return [{ spareKeyId: spare.keyId, primaryKeyId: primary.keyId, accountIds }];
    });
  return proposals.toSorted((one, other) => other.accountIds.length - one.accountIds.length)[0] ?? null;
}

function compareSpares(left: CoverageKey, right: CoverageKey): number {
  return rankOf(left) - rankOf(right) || compareText(left.label, right.label) || compareText(left.keyId, right.keyId);
}

function rankOf({ role }: CoverageKey): number {
  return role === 'spare' ? 0 : role === 'off-site' ? 1 : role === null ? 2 : 3;
}
