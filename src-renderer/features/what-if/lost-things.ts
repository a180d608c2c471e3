import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import { toggled } from '../../../src-shared/lib/toggled.ts';

/** The things that are assumed lost. */
export interface LostThings {
  readonly keyIds: ReadonlySet<string>;
  readonly otherWayIds: ReadonlySet<string>;
  readonly deviceIds: ReadonlySet<string>;
  /** Places and key rings that are lost with everything on them. */
  readonly wholes: readonly NamedPlace[];
}

export const nothingLost: LostThings = {
  keyIds: new Set(),
  otherWayIds: new Set(),
  deviceIds: new Set(),
  wholes: [],
};

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

/** Returns what is assumed lost as the analysis takes it: with a place goes also what is only said to be kept there. */
export function lostOf({ keyIds, otherWayIds, deviceIds, wholes }: LostThings): AssumedLoss {
  const named = (kind: NamedPlace['kind']) => wholes.filter((whole) => whole.kind === kind).map(({ place }) => place);
  return { keyIds, otherWayIds, deviceIds, places: named('place'), rings: named('ring') };
}

/** Toggles whether a key is assumed lost. */
export function toggleKey(lost: LostThings, keyId: string): LostThings {
  const wholes = lost.wholes.filter((whole) => !whole.keyIds.includes(keyId));
  return { ...lost, keyIds: toggled(lost.keyIds, [keyId], !lost.keyIds.has(keyId)), wholes };
}

/** Toggles whether everything kept in a place is in the question. */
export function togglePlace(lost: LostThings, place: NamedPlace): LostThings {
  const on = !isPlaceLost(lost, place);
  return {
    keyIds: toggled(lost.keyIds, place.keyIds, on),
    otherWayIds: toggled(lost.otherWayIds, place.otherWayIds, on),
    deviceIds: toggled(lost.deviceIds, place.deviceIds, on),
    wholes: on ? [...lost.wholes, place] : lost.wholes.filter((whole) => !sharesThings(whole, place)),
  };
}

/** Checks whether everything kept in a place is assumed lost. */
export function isPlaceLost(lost: LostThings, place: CoveragePlace): boolean {
  return (
    place.keyIds.every((id) => lost.keyIds.has(id)) &&
    place.otherWayIds.every((id) => lost.otherWayIds.has(id)) &&
    place.deviceIds.every((id) => lost.deviceIds.has(id))
  );
}

function sharesThings(one: CoveragePlace, other: CoveragePlace): boolean {
  const things = new Set([...one.keyIds, ...one.otherWayIds, ...one.deviceIds]);
  return [...other.keyIds, ...other.otherWayIds, ...other.deviceIds].some((id) => things.has(id));
}

/** Describes what is lost by the fewest names: whole places first, then the keys that are in none of them. */
export function lostNames(
  lost: LostThings,
  places: readonly NamedPlace[],
): { readonly places: readonly NamedPlace[]; readonly keyIds: readonly string[] } {
  const left = new Set(lost.keyIds);
  const whole: NamedPlace[] = [];
  const largestFirst = places.toSorted((one, other) => other.keyIds.length - one.keyIds.length);
  for (const place of largestFirst) {
    // One key in a place is better named by its own name, unless other ways in go with it.
    if (place.keyIds.length + place.otherWayIds.length + place.deviceIds.length < 2 || !isPlaceLost(lost, place))
      continue;
    if (place.keyIds.length > 0 && !place.keyIds.some((id) => left.has(id))) continue;
    whole.push(place);
    for (const id of place.keyIds) left.delete(id);
  }
  return { places: whole, keyIds: [...left] };
}
