import { type AccountEntry, entriesOf } from '../coverage/account-entry.ts';
import { riskOf } from '../coverage/account-risk.ts';
import { isRecorded } from '../coverage/cell-of.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { CoverageInput } from '../coverage/coverage-input.ts';
import type { CoverageKey } from '../coverage/coverage-key.ts';
import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { Enrolment } from '../domain/enrolment.ts';
import { compareText } from '../lib/compare-text.ts';
import { mayBeAdded, type SpareFacts, spareFacts } from './spare-for.ts';
import { runToEnd } from '../lib/run-to-end.ts';

export type NextStep =
  | {
      readonly kind: 'add';
      readonly keyId: string;
      /** The accounts to add it to, in the order of the report. */
      readonly accountIds: readonly string[];
      /** The accounts that survive any one loss afterwards and do not now, those that depend on the ones above among them. */
      readonly safeAccountIds: readonly string[];
      /** Number of accounts that hang on one key now. */
      readonly critical: number;
    }
  | { readonly kind: 'read'; readonly keyId: string };

/** Each candidate costs an analysis: of very many keys the most promising are tried. */
const mostTried = 6;

/**
 * Finds the one key on which additions make the most accounts safe: for each candidate the accounts are analysed as they would be with it.
 * Where nothing hangs on one key, or no addition helps, the key in use that has waited longest to be read; null where none waits.
 */
export function nextStep(
  input: CoverageInput,
  report: CoverageReport,
  analyse: (input: CoverageInput) => CoverageReport,
): NextStep | null {
  return runToEnd(seekNextStep(input, report, analyse));
}

/** Finds the same in steps of one analysis each, between which a window can draw. */
export function* seekNextStep(
  input: CoverageInput,
  report: CoverageReport,
  analyse: (input: CoverageInput) => CoverageReport,
): Generator<undefined, NextStep | null, void> {
  const critical = entriesOf(report).filter(({ account }) => riskOf(account) === 'one-key');
  const facts = spareFacts(report, input.keys, input.services);
  const records = new Map(input.enrolments.map((enrolment) => [enrolment.id, enrolment]));
  const dependent = critical.filter(({ account }) => account.chains.length > 0).length;
  const candidates = (critical.length === 0 ? [] : facts.spares)
    .map((key) => ({ key, accounts: accountsFor(facts, key, critical) }))
    .filter(({ accounts }) => accounts.length > 0)
    .toSorted((left, right) => right.accounts.length - left.accounts.length)
    .slice(0, mostTried);
  let best: (NextStep & { readonly kind: 'add' }) | null = null;
  for (const { key, accounts } of candidates) {
    if (accounts.length + dependent < (best?.safeAccountIds.length ?? 1)) continue;
    const step = yield* tryKey({ input, analyse, critical, records }, key, accounts);
    if (step === null) continue;
    const gain = step.safeAccountIds.length - (best?.safeAccountIds.length ?? 0);
    const isBefore = best !== null && rankIn(facts, step.keyId) < rankIn(facts, best.keyId);
    if (gain > 0 || (gain === 0 && isBefore)) best = step;
  }
  return best ?? oldestUnread(report, input);
}

/** Returns the place of a key among the spares, best first. */
function rankIn({ spares }: SpareFacts, keyId: string): number {
  return spares.findIndex((key) => key.keyId === keyId);
}

/** Returns the accounts that a key may be added to, as many as it has room for. */
function accountsFor(
  facts: SpareFacts,
  key: CoverageKey,
  critical: readonly AccountEntry[],
): readonly CoverageAccount[] {
  const fitting = critical.filter(({ service, account }) => mayBeAdded(facts, key, service, account));
  return fitting.slice(0, facts.roomOf(key.keyId) ?? fitting.length).map(({ account }) => account);
}

interface Trial {
  readonly input: CoverageInput;
  readonly analyse: (input: CoverageInput) => CoverageReport;
  readonly critical: readonly AccountEntry[];
  readonly records: ReadonlyMap<string, Enrolment>;
}

/** Analyses what a key would make safe. Accounts that stay as they are with it are left out of the step. */
function* tryKey(
  trial: Trial,
  key: CoverageKey,
  accounts: readonly CoverageAccount[],
): Generator<undefined, (NextStep & { kind: 'add' }) | null, void> {
  let added = accounts;
  for (;;) {
    const safe = safeWith(trial, key, added);
    yield;
    const helped = added.filter(({ accountId }) => safe.has(accountId));
    if (helped.length === 0) return null;
    if (helped.length < added.length) {
      added = helped;
      continue;
    }
    return {
      kind: 'add',
      keyId: key.keyId,
      accountIds: added.map(({ accountId }) => accountId),
      safeAccountIds: trial.critical.map(({ account }) => account.accountId).filter((id) => safe.has(id)),
      critical: trial.critical.length,
    };
  }
}

function safeWith(
  { input, analyse, records }: Trial,
  key: CoverageKey,
  accounts: readonly CoverageAccount[],
): ReadonlySet<string> {
  const enrolments = [...input.enrolments, ...additions(input, key, accounts, records)];
  const after = analyse({ ...input, enrolments });
  return new Set(
    after.services.flatMap((service) =>
      service.accounts
        .filter(({ survivesAnyOneLoss, verdict }) => survivesAnyOneLoss === true && verdict !== 'weak-spare')
        .map(({ accountId }) => accountId),
    ),
  );
}

/** Creates the enrolments that the inventory would hold: of each account a record that it has, on the other key. */
function additions(
  { now }: CoverageInput,
  { keyId }: CoverageKey,
  accounts: readonly CoverageAccount[],
  records: ReadonlyMap<string, Enrolment>,
): readonly Enrolment[] {
  const sources = accounts.flatMap(({ cells }) => {
    const [first] = cells.filter(isRecorded).flatMap(({ enrolmentIds }) => enrolmentIds);
    return records.get(first ?? '') ?? [];
  });
  // Accounts that share a credential share its records, too.
  return [...new Set(sources)].map((source) => ({
    ...source,
    id: `next:${keyId}:${source.id}`,
    keyId,
    credentialId: source.credentialId === null ? null : `next:${source.credentialId}`,
    firstSeen: now,
    asOf: now,
    vanishedAt: null,
    vanishedBy: null,
  }));
}

/** Returns the key in use that was never read, or whose reading is too old; of several the one that has waited longest. */
function oldestUnread({ keys }: CoverageReport, input: CoverageInput): NextStep | null {
  const since = new Map(input.keys.map(({ id, firstSeen, lastRead }) => [id, lastRead ?? firstSeen]));
  const waiting = keys.filter(({ outOfUse, lastRead, stale }) => !outOfUse && (lastRead === null || stale));
  const [oldest] = waiting.toSorted(
    (left, right) =>
      Number(left.lastRead !== null) - Number(right.lastRead !== null) ||
      compareText(since.get(left.keyId) ?? '', since.get(right.keyId) ?? '') ||
      compareText(left.keyId, right.keyId),
  );
  return oldest === undefined ? null : { kind: 'read', keyId: oldest.keyId };
}
