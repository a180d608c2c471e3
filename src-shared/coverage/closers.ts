import type { SignInMethod } from './sign-in-methods.ts';

/**
 * Loss units (and, where places are looked at, places) each of which alone closes something. Empty: no single loss does. Null: it is closed
 * whatever is lost, nothing opens it.
 */
export type Closers = readonly string[] | null;

/**
 * The facts that are taken for true.
 * - `full`: only what is known, without weak keys · `sure`: what is known · `stale`: also records that are too old
 * - `possible`: also what is not known
 * - `place`, `place-possible`: the same as `sure` and `possible` where also the loss of everything at one place is looked at
 */
export const closerModes = ['full', 'sure', 'stale', 'possible', 'place', 'place-possible'] as const;
export type CloserMode = (typeof closerModes)[number];
export type ClosersByMode = Readonly<Record<CloserMode, Closers>>;

/** Returns closers in each mode. */
export function closersByMode(closersIn: (mode: CloserMode) => Closers): ClosersByMode {
  return {
    full: closersIn('full'),
    sure: closersIn('sure'),
    stale: closersIn('stale'),
    possible: closersIn('possible'),
    place: closersIn('place'),
    'place-possible': closersIn('place-possible'),
  };
}

export function looksAtPlaces(mode: CloserMode): boolean {
  return mode === 'place' || mode === 'place-possible';
}

/** Returns what closes a method that needs all of these at once. */
export function closersOfAll(parts: readonly Closers[]): Closers {
  const all: string[] = [];
  for (const part of parts) {
    if (part === null) return null;
    for (const one of part) if (!all.includes(one)) all.push(one);
  }
  return all;
}

/** Returns what closes something that any of these opens. */
export function closersOfAny(parts: readonly Closers[]): Closers {
  let common: Closers = null;
  for (const part of parts) {
    if (part === null) continue;
    common = common === null ? part : common.filter((one) => part.includes(one));
    if (common.length === 0) return common;
  }
  return common;
}

/** Returns what closes the things of a method themselves; null where its place is not known and must be. */
export function closersOfThings(
  { lossUnit, place, moreLossUnits, morePlaces }: SignInMethod,
  mode: CloserMode,
): Closers {
  const lossUnits = moreLossUnits.length === 0 ? [lossUnit] : [lossUnit, ...moreLossUnits];
  if (!looksAtPlaces(mode)) return lossUnits;
  if (place === null) return mode === 'place' ? null : [...lossUnits, ...morePlaces];
  return [...lossUnits, place, ...morePlaces];
}

/** Checks whether two answers are the same. Closers only ever get fewer, in the order in which they were found first. */
export function sameClosers(left: Closers, right: Closers): boolean {
  return left === right || (left !== null && right !== null && left.length === right.length);
}
