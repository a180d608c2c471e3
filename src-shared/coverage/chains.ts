import type { Closers } from './closers.ts';
import type { Chain } from './requirements.ts';
import type { Dependencies } from './dependencies.ts';
import type { DraftAccount } from './draft-account.ts';
import { immaterialPrefix } from './other-methods.ts';

/**
 * Finds the ways in of an account that are no help where it does not survive: they go through accounts that are lost with the same thing,
 * or that nothing opens. Each with the accounts on the way, nearest first.
 */
export function chainsOf(
  draft: DraftAccount,
  accounts: ReadonlyMap<string, DraftAccount>,
  dependencies: Dependencies,
  nameOfLossUnit: (lossUnit: string) => string,
): readonly Chain[] {
  const { sure } = dependencies.closersOf(draft);
  if (sure?.length === 0) return [];
  return draft.ways.flatMap((method) => {
    const closers = dependencies.closersOfWay(draft, method, 'sure');
    if (method.needs.accounts.length === 0 || method.unsure || closers?.length === 0) return [];
    const lossUnits = sure === null ? null : sure.filter((lossUnit) => closers === null || closers.includes(lossUnit));
    if (lossUnits?.every((lossUnit) => lossUnit.startsWith(immaterialPrefix)) === true) return [];
    const needed = dependencies.neededBy(draft, method);
    if (needed.some(({ accountId }) => accountId === null)) return [];
    const accountIds = pathFrom(needed, lossUnits, accounts, dependencies);
    if (accountIds.length === 0) return [];
    const last = accounts.get(accountIds.at(-1) ?? '');
    const closed = last === undefined ? null : dependencies.closersOf(last).sure;
    const names =
      closed === null
        ? []
        : (lossUnits ?? closed)
            .filter((lossUnit) => closed.includes(lossUnit) && !lossUnit.startsWith(immaterialPrefix))
            .map(nameOfLossUnit);
    return [{ wayIds: method.wayIds, accountIds, lossUnitNames: names }];
  });
}

/** Follows needed accounts that are closed by the same loss units (or, with null, that nothing opens) to the one that is lost by itself. */
function pathFrom(
  needed: readonly { readonly accountId: string | null }[],
  lossUnits: readonly string[] | null,
  accounts: ReadonlyMap<string, DraftAccount>,
  dependencies: Dependencies,
): readonly string[] {
  const path: string[] = [];
  for (let next = needed; ;) {
    const found = next.find(({ accountId }) => {
      const draft = accountId === null || path.includes(accountId) ? undefined : accounts.get(accountId);
      return draft !== undefined && isClosedBy(dependencies.closersOf(draft).sure, lossUnits);
    });
    const draft = accounts.get(found?.accountId ?? '');
    if (draft === undefined) return path;
    path.push(draft.collected.accountId);
    const direct = draft.keyMethods.some(({ lossUnit }) => lossUnits?.includes(lossUnit) === true);
    if (direct) return path;
    next = draft.ways.flatMap((method) => dependencies.neededBy(draft, method));
  }
}

function isClosedBy(closers: Closers, lossUnits: readonly string[] | null): boolean {
  return closers === null || (lossUnits !== null && lossUnits.some((lossUnit) => closers.includes(lossUnit)));
}
