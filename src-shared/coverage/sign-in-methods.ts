/** A method that opens an account: a key, or another way in. */
export interface SignInMethod {
  /** The loss unit, shared by everything that is lost together: a key, a key ring, all devices of one provider. */
  readonly lossUnit: string;
  /** The location; null where that is not recorded of all that it needs. */
  readonly place: string | null;
  readonly isKey: boolean;
  /** Further loss units and places of what must be in hand at once; empty for most. */
  readonly moreLossUnits: readonly string[];
  readonly morePlaces: readonly string[];
}

export interface PairRule {
  /** Both must be kept in different places; a place that is not recorded differs from any other. */
  readonly apart: boolean;
  /** One of the two at least must be another way in: two keys do not make a pair. */
  readonly withOtherWay: boolean;
}

/** Checks whether two methods cannot be lost together. Linear in the number of methods for each other way in. */
export function hasPair(methods: readonly SignInMethod[], rule: PairRule): boolean {
  if (!rule.withOtherWay) return anyPair(methods, rule.apart);
  return methods.some((way) => !way.isKey && methods.some((method) => differ(way, method, rule.apart)));
}

function differ(left: SignInMethod, right: SignInMethod, apart: boolean): boolean {
  return left.lossUnit !== right.lossUnit && (!apart || left.place === null || left.place !== right.place);
}

/**
 * Checks all methods. Those that do not pair with the first one share its loss unit or its place. Two of them pair only if one shares the loss unit alone and
 * the other the place alone.
 */
function anyPair([first, ...others]: readonly SignInMethod[], apart: boolean): boolean {
  if (first === undefined) return false;
  if (others.some((method) => differ(first, method, apart))) return true;
  if (!apart) return false;
  const sharesPlace = others.some((method) => method.lossUnit !== first.lossUnit);
  const sharesLossUnit = others.some(
    (method) => method.lossUnit === first.lossUnit && (method.place === null || method.place !== first.place),
  );
  return sharesPlace && sharesLossUnit;
}
