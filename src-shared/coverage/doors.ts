/** Something that opens an account: a key, or another way in. */
export interface Door {
  /** What is lost at one stroke has one unit: a key, a key ring, all devices of one provider. */
  readonly unit: string;
  /** Where it is kept; null where that is not recorded of all that it needs. */
  readonly place: string | null;
  readonly isKey: boolean;
  /** Further units and places of what must be in hand at once; empty for most. */
  readonly moreUnits: readonly string[];
  readonly morePlaces: readonly string[];
}

export interface PairRule {
  /** Both must be kept in different places; a place that is not recorded differs from any other. */
  readonly apart: boolean;
  /** One of the two at least must be another way in: two keys do not make a pair. */
  readonly withWay: boolean;
}

/** Finds out whether two doors cannot be lost at one stroke. Linear in the number of doors for each other way in. */
export function hasPair(doors: readonly Door[], rule: PairRule): boolean {
  if (!rule.withWay) return anyPair(doors, rule.apart);
  return doors.some((way) => !way.isKey && doors.some((door) => differ(way, door, rule.apart)));
}

function differ(left: Door, right: Door, apart: boolean): boolean {
  return left.unit !== right.unit && (!apart || left.place === null || left.place !== right.place);
}

/**
 * All doors that do not pair with the first one share its unit or its place. Two of them pair only if one shares the unit alone
 * and the other the place alone.
 */
function anyPair([first, ...others]: readonly Door[], apart: boolean): boolean {
  if (first === undefined) return false;
  if (others.some((door) => differ(first, door, apart))) return true;
  if (!apart) return false;
  const sharesPlace = others.some((door) => door.unit !== first.unit);
  const sharesUnit = others.some(
    (door) => door.unit === first.unit && (door.place === null || door.place !== first.place),
  );
  return sharesPlace && sharesUnit;
}
