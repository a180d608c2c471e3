import { type Closers, closersOfAny, closersOfThings } from './closers.ts';
import { type SignInMethod, hasPair } from './sign-in-methods.ts';

/** A key as far as it matters whether it might open an account of which it has no record. */
export interface CandidateKey {
  readonly keyId: string;
  readonly label: string;
  readonly inUse: boolean;
  /** A complete reading says what is not on it. */
  readonly complete: boolean;
  /** Folded name of its owner. */
  readonly owner: string | null;
  readonly lossUnit: string;
  readonly place: string | null;
}

/** Keys of which it is not known whether they open an account. Shared by all accounts alike: they are counted, not listed. */
export interface CandidateKeys {
  readonly keys: readonly CandidateKey[];
  readonly ids: ReadonlySet<string>;
  /** Checks whether one of them is not lost together with a method (and, if asked, not kept at its place). */
  hasPartner(method: Pick<SignInMethod, 'lossUnit' | 'place'>, apart: boolean): boolean;
  /** Checks whether two of them are not lost together. */
  hasPair(apart: boolean): boolean;
  /** Returns what closes an account that any of them but these may open. */
  closers(apart: boolean, except: ReadonlySet<string>): Closers;
}

export interface CandidateKeyFinder {
  /**
   * Returns the keys that might open an account, among them those with a record of it. `recorded` are all keys with a record, in use or
   * not: without any there is no reason to think of an unread key. A key of another person than all of them is not one of them.
   */
  candidatesFor(discoverable: boolean, recorded: readonly CandidateKey[]): CandidateKeys;
}

const noCandidates: CandidateKeys = {
  keys: [],
  ids: new Set(),
  hasPartner: () => false,
  hasPair: () => false,
  closers: () => null,
};

/** Creates the finder of candidate keys of an analysis. Accounts with the same owners share one. */
export function createCandidateKeyFinder(keys: readonly CandidateKey[]): CandidateKeyFinder {
  const inUse = keys.filter((key) => key.inUse);
  const unread = inUse.filter((key) => !key.complete);
  const cache = new Map<string, CandidateKeys>();
  return {
    candidatesFor(discoverable, recorded) {
      const candidates = discoverable ? unread : inUse;
      if (recorded.length === 0 || candidates.length === 0) return noCandidates;
      const owners = ownersOf(recorded);
      const name = `${discoverable ? 'd' : 'n'}${owners === null ? '' : nameOf(owners)}`;
      let candidateKeys = cache.get(name);
      if (candidateKeys === undefined) {
        const some =
          owners === null ? candidates : candidates.filter((key) => key.owner === null || owners.has(key.owner));
        cache.set(name, (candidateKeys = candidateKeysOf(some)));
      }
      return candidateKeys;
    },
  };
}

/** Returns the owners of an account's keys; null where one of them is not recorded, so that the account may be anybody's. */
export function ownersOf(recorded: readonly CandidateKey[]): ReadonlySet<string> | null {
  const owners = new Set<string>();
  for (const { owner } of recorded) {
    if (owner === null) return null;
    owners.add(owner);
  }
  return owners;
}

// Most accounts belong to one person.
function nameOf(owners: ReadonlySet<string>): string {
  if (owners.size > 1) return JSON.stringify([...owners].toSorted());
  const [owner] = owners;
  return `=${owner ?? ''}`;
}

function candidateKeysOf(keys: readonly CandidateKey[]): CandidateKeys {
  const byLossUnit = new Map<string, number>();
  const byPlace = new Map<string, number>();
  const byBoth = new Map<string, number>();
  const methods: SignInMethod[] = [];
  for (const { lossUnit, place } of keys) {
    count(byLossUnit, lossUnit);
    if (place !== null) {
      count(byPlace, place);
      count(byBoth, `${lossUnit}\n${place}`);
    }
    methods.push({ lossUnit, place, isKey: true, moreLossUnits: [], morePlaces: [] });
  }
  let pairs: { readonly [apart in 'true' | 'false']: boolean } | undefined;
  return {
    keys,
    ids: new Set(keys.map((key) => key.keyId)),
    hasPartner({ lossUnit, place }, apart) {
      const others = keys.length - (byLossUnit.get(lossUnit) ?? 0);
      if (!apart || place === null) return others > 0;
      return others - (byPlace.get(place) ?? 0) + (byBoth.get(`${lossUnit}\n${place}`) ?? 0) > 0;
    },
    hasPair(apart) {
      pairs ??= {
        true: hasPair(methods, { apart: true, withOtherWay: false }),
        false: hasPair(methods, { apart: false, withOtherWay: false }),
      };
      return pairs[`${apart}`];
    },
    closers(apart, except) {
      let common: Closers = null;
      for (const [index, { keyId }] of keys.entries()) {
        const method = methods[index];
        if (method === undefined || except.has(keyId)) continue;
        common = closersOfAny([common, closersOfThings(method, apart ? 'place-possible' : 'possible')]);
        if (common?.length === 0) break;
      }
      return common;
    },
  };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
