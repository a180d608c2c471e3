import {
  type Closers,
  type ClosersByMode,
  closersByMode,
  type CloserMode,
  closerModes,
  closersOfAll,
  closersOfAny,
  closersOfThings,
  looksAtPlaces,
  sameClosers,
} from './closers.ts';
import type { NeededAccount } from './requirements.ts';
import { type DraftAccount, needsPasswordBeside } from './draft-account.ts';
import type { KeyMethod } from './judge-account.ts';
import { immaterialPrefix, type OtherMethod } from './other-methods.ts';
import { isSecondFactor, isSeparatePerKey, takesNoKeys, takesOneKey } from './ways-in.ts';

/** Finds the accounts that a way in of an account needs. */
export type ResolveNeeds = (draft: DraftAccount, method: OtherMethod) => readonly NeededAccount[];

/** The closers of the accounts that depend on others, as the least fixed point: a circle of ways in opens nothing. */
export interface Dependencies {
  /** Returns what closes an account. */
  closersOf(draft: DraftAccount): ClosersByMode;
  /** Returns what closes one way in of an account. */
  closersOfWay(draft: DraftAccount, method: OtherMethod, mode: CloserMode): Closers;
  neededBy: ResolveNeeds;
  /**
   * Returns the names of accounts of which it is not known how a person gets into them, and that an account needs: itself, or through
   * accounts that nothing is known to open.
   */
  unknownFor(draft: DraftAccount): readonly string[];
  /** Returns the names of needed accounts of which not everything is known that might open them. */
  unsureFor(draft: DraftAccount): readonly string[];
  /** Accounts that each of these accounts needs for one of its ways in. */
  readonly edges: ReadonlyMap<string, readonly string[]>;
}

/**
 * Computes what closes each account that depends on others. All start closed and are opened by what is in hand until nothing changes:
 * an account is open only if it opens by things, or by accounts that do. The order in which they are looked at does not matter.
 */
export function resolveDependencies(
  dependents: readonly DraftAccount[],
  accounts: ReadonlyMap<string, DraftAccount>,
  resolve: ResolveNeeds,
): Dependencies {
  const needed = new Map<OtherMethod, readonly NeededAccount[]>();
  const dependentsOf = new Map<string, DraftAccount[]>();
  const edges = new Map<string, readonly string[]>();
  for (const draft of dependents) {
    const accountIds = new Set<string>();
    for (const method of methodsOf(draft)) {
      const found = method.needs.accounts.length === 0 ? [] : resolve(draft, method);
      needed.set(method, found);
      for (const { accountId } of found) if (accountId !== null) accountIds.add(accountId);
    }
    for (const method of draft.helpDesks)
      needed.set(method, method.needs.accounts.length === 0 ? [] : resolve(draft, method));
    edges.set(draft.collected.accountId, [...accountIds]);
    for (const accountId of accountIds) dependentsOf.set(accountId, [...(dependentsOf.get(accountId) ?? []), draft]);
  }

  const closed = closersByMode(() => null);
  const known = new Map<string, ClosersByMode>(dependents.map(({ collected }) => [collected.accountId, closed]));
  const ofAccount = (accountId: string): ClosersByMode => {
    let closers = known.get(accountId);
    if (closers === undefined) {
      const draft = accounts.get(accountId);
      closers = draft === undefined ? closed : judge(draft);
      known.set(accountId, closers);
    }
    return closers;
  };
  const ofWay = (method: OtherMethod, mode: CloserMode): Closers => {
    if (method.needs.nobody || method.needs.people || (method.weak && mode === 'full')) return null;
    const unknown: Closers = mode === 'possible' || mode === 'place-possible' ? [] : null;
    if (method.unsure && unknown === null) return null;
    const others = (needed.get(method) ?? []).map(({ accountId }) =>
      accountId === null ? unknown : ofAccount(accountId)[mode],
    );
    return others.length === 0
      ? closersOfThings(method, mode)
      : closersOfAll([closersOfThings(method, mode), ...others]);
  };
  const judge = (draft: DraftAccount): ClosersByMode =>
    closersByMode((mode) => closersIn(draft, mode, (method) => ofWay(method, mode)));

  const queue = new Set(dependents);
  for (const draft of queue) {
    queue.delete(draft);
    const { accountId } = draft.collected;
    const before = known.get(accountId) ?? closed;
    const after = judge(draft);
    if (closerModes.every((mode) => sameClosers(before[mode], after[mode]))) continue;
    known.set(accountId, after);
    for (const dependent of dependentsOf.get(accountId) ?? []) queue.add(dependent);
  }
  return {
    closersOf(draft) {
      const closers = ofAccount(draft.collected.accountId);
      const isForeign = foreignTo(draft);
      return closersByMode((mode) => without(closers[mode], isForeign));
    },
    closersOfWay: (draft, method, mode) => without(ofWay(method, mode), foreignTo(draft)),
    unknownFor(draft) {
      const names = new Set<string>();
      const seen = new Set<DraftAccount>();
      const visit = (one: DraftAccount): void => {
        if (seen.has(one)) return;
        seen.add(one);
        for (const { accountId, name } of methodsOf(one).flatMap((method) =>
          method.needs.nobody ? [] : (needed.get(method) ?? []),
        )) {
          const other = accountId === null ? undefined : accounts.get(accountId);
          if (accountId === null) names.add(name);
          if (accountId === null || other === undefined || ofAccount(accountId).sure !== null) continue;
          if (other.ways.some(({ unsure }) => unsure)) names.add(name);
          visit(other);
        }
      };
      visit(draft);
      return [...names];
    },
    unsureFor(draft) {
      const accountsNeeded = methodsOf(draft).flatMap((method) => needed.get(method) ?? []);
      return accountsNeeded.flatMap(({ accountId, name }) => {
        const closers = accountId === null ? null : ofAccount(accountId);
        return closers === null || sameClosers(closers.sure, closers.possible) ? [] : [name];
      });
    },
    neededBy: (_, method) => needed.get(method) ?? [],
    edges,
  };
}

// What cannot be lost as a thing may be gone for the account that it is recorded for, and for no other.
function foreignTo({ ways }: DraftAccount): (lossUnit: string) => boolean {
  const own = new Set(ways.map(({ lossUnit }) => lossUnit));
  return (lossUnit) => lossUnit.startsWith(immaterialPrefix) && !own.has(lossUnit);
}

function without(closers: Closers, isLeftOut: (lossUnit: string) => boolean): Closers {
  return closers?.some(isLeftOut) === true ? closers.filter((lossUnit) => !isLeftOut(lossUnit)) : closers;
}

function methodsOf({ ways, besideKeys }: DraftAccount): readonly OtherMethod[] {
  return besideKeys === null ? ways : [...ways, besideKeys];
}

/** Returns what closes an account in one mode, given what closes its ways in. */
function closersIn(draft: DraftAccount, mode: CloserMode, ofWay: (method: OtherMethod) => Closers): Closers {
  const { service } = draft.collected;
  const isPossible = mode === 'possible' || mode === 'place-possible';
  // A password that is remembered is nothing that could be lost.
  const beside =
    draft.besideKeys === null
      ? []
      : without(
          ofWay(draft.besideKeys),
          (lossUnit) => lossUnit.startsWith(immaterialPrefix) && lossUnit === draft.besideKeys?.lossUnit,
        );
  const ofKey = (method: KeyMethod): Closers => {
    const things = closersOfThings(method, mode);
    return needsPasswordBeside(method) ? closersOfAll([things, beside]) : things;
  };
  const keys = draft.keyMethods.filter(({ cell }) => countsIn(cell.strength, cell.stale, mode)).map(ofKey);
  const ways = draft.ways.map((method) =>
    isSecondFactor(method.kind) ? closersOfAll([ofWay(method), beside]) : ofWay(method),
  );
  const usable = ways.filter((closers) => closers !== null);
  const contradiction = draft.doubts.includes('contradiction');
  const oneKey = takesOneKey(service);
  // Keys of which only one is the right one, or that each open a part, do not help each other: one of them must be enough beside the ways.
  const apart = isPossible ? oneKey && !contradiction : isSeparatePerKey(service) || (oneKey && contradiction);
  const isEnough = (key: Closers): boolean => closersOfAny([key, ...usable])?.length === 0;
  const ofKeys = !apart || keys.length === 0 ? keys : keys.some(isEnough) ? [[]] : [closersOfAll(keys)];
  const candidateKeys =
    isPossible && !oneKey && !takesNoKeys(service)
      ? [draft.candidateKeys.closers(looksAtPlaces(mode), new Set(draft.recorded.map(({ keyId }) => keyId)))]
      : [];
  const missing: readonly Closers[] = isPossible && draft.possible.missing > 0 ? [[]] : [];
  return closersOfAny([...ofKeys, ...usable, ...candidateKeys, ...missing]);
}

function countsIn(strength: KeyMethod['cell']['strength'], stale: boolean, mode: CloserMode): boolean {
  if (strength === 'full') return true;
  if (strength === 'weak') return mode !== 'full';
  return strength === 'perhaps' && (mode === 'possible' || mode === 'place-possible' || (mode === 'stale' && stale));
}
