import type { CoveragePlace, CoverageReport } from '../../../src-shared/coverage/coverage-types.ts';

/** What the question "what if these were lost?" is about. */
export interface LostThings {
  readonly keyIds: ReadonlySet<string>;
  readonly otherWayIds: ReadonlySet<string>;
}

export const nothingLost: LostThings = { keyIds: new Set(), otherWayIds: new Set() };

/** A house, a safe, a key ring: what is kept there is lost together. */
export interface NamedPlace extends CoveragePlace {
  readonly kind: 'place' | 'ring';
}

/** Lists places and key rings, those first that hold up the most accounts. */
export function namedPlaces(report: CoverageReport): readonly NamedPlace[] {
  const named = [
    ...report.places.map((place) => ({ ...place, kind: 'place' as const })),
    ...report.rings.map((ring) => ({ ...ring, kind: 'ring' as const })),
  ];
  return named.sort((left, right) => right.holds - left.holds);
}

export function isNothing({ keyIds, otherWayIds }: LostThings): boolean {
  return keyIds.size === 0 && otherWayIds.size === 0;
}

/** What follows each question by the key that is pressed. */
const following = new WeakMap<LostThings, Map<string, LostThings>>();

/** Takes a key out of the question or into it; the same object each time, there and back, so that its answer can be drawn ahead. */
export function toggleKey(lost: LostThings, keyId: string): LostThings {
  let known = following.get(lost);
  if (known === undefined) following.set(lost, (known = new Map()));
  let next = known.get(keyId);
  if (next === undefined) {
    next = { ...lost, keyIds: toggled(lost.keyIds, [keyId], !lost.keyIds.has(keyId)) };
    known.set(keyId, next);
    following.set(next, new Map([[keyId, lost]]));
  }
  return next;
}

/** Takes everything kept in a place out of the question or into it. */
export function togglePlace(lost: LostThings, place: CoveragePlace): LostThings {
  const on = !isPlaceLost(lost, place);
  return {
    keyIds: toggled(lost.keyIds, place.keyIds, on),
    otherWayIds: toggled(lost.otherWayIds, place.otherWayIds, on),
  };
}

/** Tells whether everything kept in a place is assumed lost. */
export function isPlaceLost(lost: LostThings, place: CoveragePlace): boolean {
  return place.keyIds.every((id) => lost.keyIds.has(id)) && place.otherWayIds.every((id) => lost.otherWayIds.has(id));
}

/** Says what is lost by the fewest names: whole places first, then the keys that are in none of them. */
export function lostNames(
  lost: LostThings,
  places: readonly NamedPlace[],
): { readonly places: readonly NamedPlace[]; readonly keyIds: readonly string[] } {
  const left = new Set(lost.keyIds);
  const whole: NamedPlace[] = [];
  const largestFirst = places.toSorted((one, other) => other.keyIds.length - one.keyIds.length);
  for (const place of largestFirst) {
    // One key in a place is better named by its own name, unless other ways in go with it.
    if (place.keyIds.length + place.otherWayIds.length < 2 || !isPlaceLost(lost, place)) continue;
    if (place.keyIds.length > 0 && !place.keyIds.some((id) => left.has(id))) continue;
    whole.push(place);
    for (const id of place.keyIds) left.delete(id);
  }
  return { places: whole, keyIds: [...left] };
}

function toggled(before: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  const after = new Set(before);
  for (const id of ids) {
    if (on) after.add(id);
    else after.delete(id);
  }
  return after;
}
