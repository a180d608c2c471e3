import type { Closers } from './closers.ts';
import type { Chain } from './coverage-types.ts';
import type { Dependencies } from './dependencies.ts';
import type { DraftAccount } from './draft-account.ts';
import { immaterialUnit } from './way-doors.ts';

/**
 * Finds the ways in of an account that are no help where it does not survive: they go through accounts that are lost with the same thing,
 * or that nothing opens. Each with the accounts on the way, nearest first.
 */
export function chainsOf(
  draft: DraftAccount,
  accounts: ReadonlyMap<string, DraftAccount>,
  dependencies: Dependencies,
  nameOfUnit: (unit: string) => string,
): readonly Chain[] {
  const { sure } = dependencies.closersOf(draft);
  if (sure?.length === 0) return [];
  return draft.ways.flatMap((door) => {
    const closers = dependencies.closersOfWay(draft, door, 'sure');
    if (door.needs.accounts.length === 0 || door.unsure || closers?.length === 0) return [];
    const units = sure === null ? null : sure.filter((unit) => closers === null || closers.includes(unit));
    if (units?.every((unit) => unit.startsWith(immaterialUnit)) === true) return [];
    const needed = dependencies.neededBy(draft, door);
    if (needed.some(({ accountId }) => accountId === null)) return [];
    const accountIds = pathFrom(needed, units, accounts, dependencies);
    if (accountIds.length === 0) return [];
    const last = accounts.get(accountIds.at(-1) ?? '');
    const closed = last === undefined ? null : dependencies.closersOf(last).sure;
    const names =
      closed === null
        ? []
        : (units ?? closed).filter((unit) => closed.includes(unit) && !unit.startsWith(immaterialUnit)).map(nameOfUnit);
    return [{ wayIds: door.wayIds, accountIds, unitNames: names }];
  });
}

/** Follows needed accounts that are closed by the same units (or, with null, that nothing opens) to the one that is lost by itself. */
function pathFrom(
  needed: readonly { readonly accountId: string | null }[],
  units: readonly string[] | null,
  accounts: ReadonlyMap<string, DraftAccount>,
  dependencies: Dependencies,
): readonly string[] {
  const path: string[] = [];
  for (let next = needed; ;) {
    const found = next.find(({ accountId }) => {
      const draft = accountId === null || path.includes(accountId) ? undefined : accounts.get(accountId);
      return draft !== undefined && isClosedBy(dependencies.closersOf(draft).sure, units);
    });
    const draft = accounts.get(found?.accountId ?? '');
    if (draft === undefined) return path;
    path.push(draft.collected.accountId);
    const direct = draft.keyDoors.some(({ unit }) => units?.includes(unit) === true);
    if (direct) return path;
    next = draft.ways.flatMap((door) => dependencies.neededBy(draft, door));
  }
}

function isClosedBy(closers: Closers, units: readonly string[] | null): boolean {
  return closers === null || (units !== null && units.some((unit) => closers.includes(unit)));
}
