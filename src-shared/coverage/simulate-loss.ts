import type { OtherWayIn } from '../domain/inventory.ts';
import type { AccountAfterLoss, CoverageAccount, CoverageReport, Fate, Lost, LossReport } from './coverage-types.ts';
import { type PossibleKey, type PossibleKeys, type PossiblePool, createPossibleKeys } from './possible-keys.ts';
import { possibleKeyOf } from './key-facts.ts';
import { isHelpDesk, isSeparatePerKey, type WaysIn, waysIn } from './ways-in.ts';
import { listFor } from '../lib/list-for.ts';

interface Entry {
  readonly account: CoverageAccount;
  /** Place in the report. */
  readonly position: number;
  /** Keys that are known to open it, and keys with a record that does not count as sure. */
  readonly ways: WaysIn;
}

interface LossIndex {
  readonly keys: ReadonlyMap<string, PossibleKey>;
  readonly possible: PossibleKeys;
  readonly byKey: ReadonlyMap<string, readonly Entry[]>;
  readonly byWay: ReadonlyMap<string, readonly Entry[]>;
  /** Accounts that nothing is known to open, but that a key without a record of it might. */
  readonly hanging: readonly Entry[];
}

const indices = new WeakMap<CoverageReport, LossIndex>();

/**
 * Says what would still open if these keys and other ways in were lost. Stores nothing; unknown ids are ignored. The first question to a
 * report costs as much as it has records, every further one as much as it has accounts that the loss touches.
 */
export function simulateLoss(report: CoverageReport, lost: Lost): LossReport {
  const index = indexOf(report);
  const keyIds = new Set([...lost.keyIds].filter((keyId) => index.keys.has(keyId)));
  const wayIds = new Set([...(lost.otherWayIds ?? [])].filter((wayId) => index.byWay.has(wayId)));
  const entries = new Set<Entry>();
  for (const keyId of keyIds) for (const entry of index.byKey.get(keyId) ?? []) entries.add(entry);
  for (const wayId of wayIds) for (const entry of index.byWay.get(wayId) ?? []) entries.add(entry);
  const after = createQuestion(index, keyIds, wayIds);
  if ([...keyIds].some((keyId) => index.keys.get(keyId)?.inUse === true)) {
    for (const entry of index.hanging) if (after(entry).fate === 'locked-out') entries.add(entry);
  }
  const touched = [...entries].toSorted((left, right) => left.position - right.position).map(after);
  const counts: Record<Fate, number> = { 'locked-out': 0, perhaps: 0, helpdesk: 0, open: 0 };
  for (const { fate } of touched) counts[fate]++;
  return {
    lostKeyIds: report.keys.map((key) => key.keyId).filter((keyId) => keyIds.has(keyId)),
    lostWayIds: [...wayIds].toSorted(),
    touched,
    counts,
  };
}

/** Says what would become of an account if nothing were lost: of one that a loss does not touch. */
export function presentFate(account: CoverageAccount): Fate {
  const { known, possible } = waysIn(account.cells);
  if (known.length > 0 || account.otherWaysIn.some((way) => !isHelpDesk(way))) return 'open';
  if (account.otherWaysIn.length > 0) return 'helpdesk';
  return possible.length > 0 || account.possibleKeys > 0 ? 'perhaps' : 'locked-out';
}

function indexOf(report: CoverageReport): LossIndex {
  let index = indices.get(report);
  if (index === undefined) indices.set(report, (index = makeIndex(report)));
  return index;
}

function makeIndex(report: CoverageReport): LossIndex {
  const possible = report.keys.map(possibleKeyOf);
  const byKey = new Map<string, Entry[]>();
  const byWay = new Map<string, Entry[]>();
  const hanging: Entry[] = [];
  let position = 0;
  for (const service of report.services) {
    for (const account of service.accounts) {
      const ways = waysIn(account.cells);
      const entry = { account, position: position++, ways };
      const { known, possible: perhaps } = ways;
      for (const keyId of [...known, ...perhaps]) listFor(byKey, keyId).push(entry);
      for (const way of account.otherWaysIn) listFor(byWay, way.id).push(entry);
      const nothing = known.length === 0 && perhaps.length === 0 && account.otherWaysIn.length === 0;
      if (nothing && account.possibleKeys > 0) hanging.push(entry);
    }
  }
  return {
    keys: new Map(possible.map((key) => [key.keyId, key])),
    possible: createPossibleKeys(possible),
    byKey,
    byWay,
    hanging,
  };
}

function createQuestion(index: LossIndex, keyIds: ReadonlySet<string>, wayIds: ReadonlySet<string>) {
  /** How many keys of a pool are lost: the same for all accounts with that pool. */
  const lostInPool = new Map<PossiblePool, number>();
  const lostOf = (pool: PossiblePool): number => {
    let count = lostInPool.get(pool);
    if (count === undefined) {
      count = 0;
      for (const keyId of keyIds) if (pool.ids.has(keyId)) count++;
      lostInPool.set(pool, count);
    }
    return count;
  };

  /** Number of keys without a record of the account that might open it still. */
  const possibleLeft = ({ account }: Entry): number => {
    if (account.possibleKeys === 0) return 0;
    const recorded = account.cells.flatMap(({ keyId }) => index.keys.get(keyId) ?? []);
    const pool = index.possible.poolFor(account.discoverable, recorded);
    const recordedAndLost = recorded.filter(({ keyId }) => pool.ids.has(keyId) && keyIds.has(keyId)).length;
    return account.possibleKeys - (lostOf(pool) - recordedAndLost);
  };

  const after = (entry: Entry): AccountAfterLoss => {
    const { account } = entry;
    const keysLeft = entry.ways.known.filter((keyId) => !keyIds.has(keyId));
    const otherWaysIn =
      account.otherWaysIn.length === 0 ? account.otherWaysIn : account.otherWaysIn.filter((way) => !wayIds.has(way.id));
    return { account, fate: fateOf(entry, keysLeft, otherWaysIn), keyIds: keysLeft, otherWaysIn };
  };

  const fateOf = (entry: Entry, keysLeft: readonly string[], otherWaysIn: readonly OtherWayIn[]): Fate => {
    const { account } = entry;
    if (otherWaysIn.some((way) => !isHelpDesk(way))) return 'open';
    const { known, possible } = entry.ways;
    if (keysLeft.length > 0) {
      // Of keys that cannot all open it, or that each open a part of it, the lost one may have been the right one.
      const separate = isSeparatePerKey(account) || account.doubts.includes('contradiction');
      if (!separate || keysLeft.length === known.length) return 'open';
    } else if (otherWaysIn.length === 0) {
      const recorded = possible.some((keyId) => !keyIds.has(keyId));
      return recorded || possibleLeft(entry) > 0 ? 'perhaps' : 'locked-out';
    }
    return otherWaysIn.length > 0 ? 'helpdesk' : 'perhaps';
  };

  return after;
}
