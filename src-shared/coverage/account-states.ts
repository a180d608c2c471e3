import type { OtherWayIn } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { LossImpact } from '../domain/loss-impact.ts';
import type { CoverageAccount } from './coverage-account.ts';
import type { MethodNeeds } from './requirements.ts';
import type { LossEntry, LossIndex, ResolvedLoss } from './loss-index.ts';
import { accountIdsOf, needsOf } from './method-needs.ts';
import type { CandidateKeys } from './candidate-keys.ts';
import { isHelpDesk, isSecondFactor, isSeparatePerKey } from './ways-in.ts';

/** Whether an account opens: for sure, with help from people, or perhaps. */
export interface AccountState {
  readonly sure: boolean;
  readonly help: boolean;
  readonly possible: boolean;
}

export const closedState: AccountState = { sure: false, help: false, possible: false };

type StateOf = (accountId: string) => AccountState;

/** Computes whether accounts open after a loss, given whether the accounts that they need do. */
export interface StateRule {
  stateOf(entry: LossEntry, stateOfAccount: StateOf): AccountState;
  /** Checks whether a way in that was not lost itself still leads in, for sure or with help. */
  isOpen(account: CoverageAccount, way: OtherWayIn, stateOfAccount: StateOf, help: boolean): boolean;
  /** Returns the keys in use that are known to open it still. */
  keysLeft(entry: LossEntry, stateOfAccount: StateOf, help: boolean): readonly string[];
  /** Returns the accounts that each way of opening it needs, of those that are left; none for keys by themselves. */
  neededToOpen(entry: LossEntry, stateOfAccount: StateOf, help: boolean): readonly (readonly string[])[];
}

export function createStateRule(index: LossIndex, lost: ResolvedLoss): StateRule {
  /** The number of candidate keys that are lost: the same for all accounts with those candidates. */
  const lostCandidates = new Map<CandidateKeys, number>();
  const lostOf = (candidateKeys: CandidateKeys): number => {
    let count = lostCandidates.get(candidateKeys);
    if (count === undefined) {
      count = 0;
      for (const keyId of lost.keyIds) if (candidateKeys.ids.has(keyId)) count++;
      lostCandidates.set(candidateKeys, count);
    }
    return count;
  };

  /** Returns the number of keys without a record of the account that might open it still. */
  const possibleLeft = ({ account }: LossEntry): number => {
    if (account.possibleKeys === 0) return 0;
    const recorded = account.cells.flatMap(({ keyId }) => index.keys.get(keyId) ?? []);
    const candidateKeys = index.possible.candidatesFor(account.discoverable, recorded);
    const recordedAndLost = recorded.filter(
      ({ keyId }) => candidateKeys.ids.has(keyId) && lost.keyIds.has(keyId),
    ).length;
    return account.possibleKeys - (lostOf(candidateKeys) - recordedAndLost);
  };

  const isLeft = ({ account }: LossEntry, keyId: string): boolean =>
    !lost.keyIds.has(keyId) && lost.enrolments.get(account.accountId)?.has(keyId) !== true;
  const known = (entry: LossEntry): readonly string[] => entry.ways.known.filter((keyId) => isLeft(entry, keyId));

  const isOpen: StateRule['isOpen'] = (account, way, stateOfAccount, help) => {
    const mode = help ? 'help' : 'sure';
    if (lost.wayIds.has(way.id) || (isHelpDesk(way) && !help)) return false;
    if (isCode(account, way) && !besideState(account.besideKeys, lost, stateOfAccount)[mode]) return false;
    return needsOf(account, way).every(({ accounts }) =>
      accounts.every(({ accountId }) => accountId !== null && stateOfAccount(accountId)[mode]),
    );
  };

  const keysLeft = ({ account }: LossEntry, left: readonly string[], hasPassword: boolean): readonly string[] =>
    hasPassword ? left : left.filter((keyId) => !isByHand(account, keyId));
  // Of keys that cannot all open it, or that each open a part of it, the lost one may have been the right one.
  const areEnough = ({ account, ways }: LossEntry, keyIds: readonly string[]): boolean => {
    const isPartial = isSeparatePerKey(account) || account.doubts.includes('contradiction');
    return keyIds.length > 0 && (!isPartial || keyIds.length === ways.known.length);
  };

  return {
    isOpen,
    keysLeft(entry, stateOfAccount, help) {
      const beside = besideState(entry.account.besideKeys, lost, stateOfAccount);
      return keysLeft(entry, known(entry), beside[help ? 'help' : 'sure']);
    },
    neededToOpen(entry, stateOfAccount, help) {
      const { account } = entry;
      const isPassword = besideState(account.besideKeys, lost, stateOfAccount)[help ? 'help' : 'sure'];
      const keyIds = keysLeft(entry, known(entry), isPassword);
      const beside = account.besideKeys === null ? [] : accountIdsOf([account.besideKeys]);
      const withoutPassword = keysLeft(entry, keyIds, false);
      const ofKeys = areEnough(entry, withoutPassword) ? [[]] : areEnough(entry, keyIds) ? [beside] : [];
      const ofWays = account.otherWaysIn
        .filter((way) => isOpen(account, way, stateOfAccount, help))
        .map((way) => [...accountIdsOf(needsOf(account, way)), ...(isCode(account, way) ? beside : [])]);
      return [...ofKeys, ...ofWays];
    },
    stateOf(entry, stateOfAccount) {
      const { account, ways } = entry;
      if (lost.accountIds.has(account.accountId)) return closedState;
      const beside = besideState(account.besideKeys, lost, stateOfAccount);
      const left = known(entry);
      const keysOpen = (hasPassword: boolean): boolean => areEnough(entry, keysLeft(entry, left, hasPassword));
      const waysOpen = (help: boolean): boolean =>
        account.otherWaysIn.some((way) => isOpen(account, way, stateOfAccount, help));
      const sure = keysOpen(beside.sure) || waysOpen(false);
      const help = sure || keysOpen(beside.help) || waysOpen(true);
      const possible =
        sure ||
        keysLeft(entry, left, beside.possible).length > 0 ||
        ways.possible.some((keyId) => isLeft(entry, keyId) && (beside.possible || !isByHand(account, keyId))) ||
        mayOpen(account, lost, stateOfAccount, beside.possible) ||
        possibleLeft(entry) > 0;
      return { sure, help, possible };
    },
  };
}

function isByHand({ cells }: CoverageAccount, keyId: string): boolean {
  return cells.some((cell) => cell.keyId === keyId && cell.evidence === 'told');
}

/** Returns what becomes of an account in this state. */
export function lossImpactOf({ sure, help, possible }: AccountState): LossImpact {
  return sure ? 'open' : help ? 'helpdesk' : possible ? 'perhaps' : 'locked-out';
}

/** Checks whether a way in might open, where it is not known of all that it needs whether that is in hand. */
function mayOpen(
  account: CoverageAccount,
  lost: ResolvedLoss,
  stateOfAccount: StateOf,
  isPasswordPossible: boolean,
): boolean {
  return [...account.otherWaysIn, ...account.otherWaysNotKnown].some(
    (way) =>
      !lost.wayIds.has(way.id) &&
      !isHelpDesk(way) &&
      (isPasswordPossible || !isCode(account, way)) &&
      needsOf(account, way).every(({ accounts }) =>
        accounts.every(({ accountId }) => accountId === null || stateOfAccount(accountId).possible),
      ),
  );
}

const met: AccountState = { sure: true, help: true, possible: true };

/** Checks whether the password beside keys without passkeys, and beside codes, is in hand. */
function besideState(needs: MethodNeeds | null, lost: ResolvedLoss, stateOfAccount: StateOf): AccountState {
  if (needs === null) return met;
  if (needs.nobody || needs.wayIds.some((wayId) => lost.wayIds.has(wayId))) return closedState;
  const states = needs.accounts.map(({ accountId }) =>
    accountId === null ? { ...closedState, possible: true } : stateOfAccount(accountId),
  );
  return {
    sure: !needs.people && states.every(({ sure }) => sure),
    help: states.every(({ help }) => help),
    possible: !needs.people && states.every(({ possible }) => possible),
  };
}

/** Checks whether a way in is a code that is typed beside the password, at an account of which more is known of the password. */
function isCode(account: CoverageAccount, way: OtherWayIn): boolean {
  return account.besideKeys !== null && isSecondFactor(assumedKind(way));
}
