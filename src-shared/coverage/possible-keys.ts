import { type Closers, closersOfAny, closersOfThings } from './closers.ts';
import { type Door, hasPair } from './doors.ts';

/** A key as far as it matters whether it might open an account of which it has no record. */
export interface PossibleKey {
  readonly keyId: string;
  readonly label: string;
  readonly inUse: boolean;
  /** A complete reading says what is not on it. */
  readonly complete: boolean;
  /** Folded name of its owner. */
  readonly owner: string | null;
  readonly unit: string;
  readonly place: string | null;
}

/** Keys of which it is not known whether they open an account. Shared by all accounts alike: they are counted, not listed. */
export interface PossiblePool {
  readonly keys: readonly PossibleKey[];
  readonly ids: ReadonlySet<string>;
  /** Finds out whether one of them is not lost together with a door (and, if asked, not kept at its place). */
  hasPartner(door: Pick<Door, 'unit' | 'place'>, apart: boolean): boolean;
  /** Finds out whether two of them are not lost together. */
  hasPair(apart: boolean): boolean;
  /** Returns what closes an account that any of them but these may open. */
  closers(apart: boolean, except: ReadonlySet<string>): Closers;
}

export interface PossibleKeys {
  /**
   * Gives the keys that might open an account, among them those with a record of it. `recorded` are all keys with a record, in use or
   * not: without any there is no reason to think of an unread key. A key of another person than all of them is not one of them.
   */
  poolFor(discoverable: boolean, recorded: readonly PossibleKey[]): PossiblePool;
}

const emptyPool: PossiblePool = {
  keys: [],
  ids: new Set(),
  hasPartner: () => false,
  hasPair: () => false,
  closers: () => null,
};

/** Prepares the pools of an analysis. Accounts with the same owners share one. */
export function createPossibleKeys(keys: readonly PossibleKey[]): PossibleKeys {
  const inUse = keys.filter((key) => key.inUse);
  const unread = inUse.filter((key) => !key.complete);
  const pools = new Map<string, PossiblePool>();
  return {
    poolFor(discoverable, recorded) {
      const candidates = discoverable ? unread : inUse;
      if (recorded.length === 0 || candidates.length === 0) return emptyPool;
      const owners = ownersOf(recorded);
      const name = `${discoverable ? 'd' : 'n'}${owners === null ? '' : nameOf(owners)}`;
      let pool = pools.get(name);
      if (pool === undefined) {
        const some =
          owners === null ? candidates : candidates.filter((key) => key.owner === null || owners.has(key.owner));
        pools.set(name, (pool = makePool(some)));
      }
      return pool;
    },
  };
}

/** The owners of an account's keys; null where one of them is not recorded, so that the account may be anybody's. */
export function ownersOf(recorded: readonly PossibleKey[]): ReadonlySet<string> | null {
  const owners = new Set<string>();
  for (const { owner } of recorded) {
    if (owner === null) return null;
    owners.add(owner);
  }
  return owners;
}

/** Most accounts belong to one person. */
function nameOf(owners: ReadonlySet<string>): string {
  if (owners.size > 1) return JSON.stringify([...owners].toSorted());
  const [owner] = owners;
  return `=${owner ?? ''}`;
}

function makePool(keys: readonly PossibleKey[]): PossiblePool {
  const byUnit = new Map<string, number>();
  const byPlace = new Map<string, number>();
  const byBoth = new Map<string, number>();
  const doors: Door[] = [];
  for (const { unit, place } of keys) {
    count(byUnit, unit);
    if (place !== null) {
      count(byPlace, place);
      count(byBoth, `${unit}\n${place}`);
    }
    doors.push({ unit, place, isKey: true, moreUnits: [], morePlaces: [] });
  }
  let pairs: { readonly [apart in 'true' | 'false']: boolean } | undefined;
  return {
    keys,
    ids: new Set(keys.map((key) => key.keyId)),
    hasPartner({ unit, place }, apart) {
      const others = keys.length - (byUnit.get(unit) ?? 0);
      if (!apart || place === null) return others > 0;
      return others - (byPlace.get(place) ?? 0) + (byBoth.get(`${unit}\n${place}`) ?? 0) > 0;
    },
    hasPair(apart) {
      pairs ??= {
        true: hasPair(doors, { apart: true, withWay: false }),
        false: hasPair(doors, { apart: false, withWay: false }),
      };
      return pairs[`${apart}`];
    },
    closers(apart, except) {
      let common: Closers = null;
      for (const [index, { keyId }] of keys.entries()) {
        const door = doors[index];
        if (door === undefined || except.has(keyId)) continue;
        common = closersOfAny([common, closersOfThings(door, apart ? 'place-possible' : 'possible')]);
        if (common?.length === 0) break;
      }
      return common;
    },
  };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
