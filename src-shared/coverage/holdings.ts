import { immaterialUnit } from './way-doors.ts';
import type { BlastRadius, CoveragePlace } from './coverage-types.ts';
import type { Devices } from './devices.ts';
import type { KeyFacts } from './key-facts.ts';
import type { MadeAccount } from './make-account.ts';
import { isHelpDesk } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** What would go with each key, device, place and ring. */
export interface Holdings {
  blastOfKey(keyId: string): BlastRadius;
  blastOfUnit(unit: string): BlastRadius;
  readonly places: readonly CoveragePlace[];
  readonly rings: readonly CoveragePlace[];
}

interface Counted {
  direct: number;
  readonly through: Map<string, number>;
}

interface Holding {
  readonly name: string;
  readonly keyIds: Set<string>;
  readonly otherWayIds: Set<string>;
  readonly deviceIds: Set<string>;
  holds: number;
}

/** Counts the accounts that would be lost with each thing, chains included. A help desk that would lead back in keeps an account from being lost. */
export function holdingsOf(keys: readonly KeyFacts[], devices: Devices, accounts: readonly MadeAccount[]): Holdings {
  const byKey = new Map<string, Counted>();
  const byUnit = new Map<string, Counted>();
  const places = new Map<string, Holding>();
  const rings = new Map<string, Holding>();
  const keysOfUnit = new Map<string, KeyFacts[]>();
  for (const facts of keys) if (facts.inUse) listFor(keysOfUnit, facts.unit).push(facts);
  for (const { key } of keys) {
    holdingFor(places, key.place)?.keyIds.add(key.id);
    holdingFor(rings, key.carriedOn)?.keyIds.add(key.id);
  }
  for (const device of devices.all) {
    if (!device.recorded) continue;
    holdingFor(places, device.place)?.deviceIds.add(device.deviceId);
    holdingFor(rings, device.carriedOn)?.deviceIds.add(device.deviceId);
  }
  for (const made of accounts) {
    const { account, keyDoors, ways } = made;
    for (const way of [...account.otherWaysIn, ...account.otherWaysNotCounted]) {
      holdingFor(places, way.place)?.otherWayIds.add(way.id);
      holdingFor(rings, way.carriedOn)?.otherWayIds.add(way.id);
    }
    if (account.verdict === 'helpdesk-only' || account.otherWaysIn.some(isHelpDesk)) continue;
    const lost = lossOf(made);
    const through = account.chains[0]?.accountIds[0] ?? null;
    for (const unit of lost.units) {
      const own = keyDoors.filter((door) => door.unit === unit && door.cell.strength !== 'perhaps');
      const isDirect = own.length > 0 || ways.some((door) => door.unit === unit || door.moreUnits.includes(unit));
      const holders = own.length > 0 ? own.map(({ facts }) => facts) : (keysOfUnit.get(unit) ?? []);
      for (const { keyId } of holders) count(byKey, keyId, isDirect ? null : through);
      count(byUnit, unit, isDirect ? null : through);
      const ring = unit.startsWith('ring:') ? rings.get(unit.slice('ring:'.length)) : undefined;
      if (ring !== undefined) ring.holds++;
    }
    for (const place of lost.places) {
      const holding = places.get(place.slice('at:'.length));
      if (holding !== undefined) holding.holds++;
    }
  }
  return {
    blastOfKey: (keyId) => radiusOf(byKey.get(keyId)),
    blastOfUnit: (unit) => radiusOf(byUnit.get(unit)),
    places: sorted(places),
    rings: sorted(rings),
  };
}

/** Loss units and places each of which alone closes an account that is open now. */
function lossOf({ closers, keyDoors, ways }: MadeAccount): {
  readonly units: readonly string[];
  readonly places: readonly string[];
} {
  if (closers !== null) {
    return {
      units: (closers.sure ?? []).filter((unit) => !unit.startsWith(immaterialUnit)),
      places: (closers.place ?? []).filter((place) => place.startsWith('at:')),
    };
  }
  const doors = [...keyDoors.filter(({ cell }) => cell.strength !== 'perhaps'), ...ways];
  const [first] = doors;
  if (first === undefined) return { units: [], places: [] };
  const isMaterial = !first.unit.startsWith(immaterialUnit);
  return {
    units: isMaterial && doors.every(({ unit }) => unit === first.unit) ? [first.unit] : [],
    places:
      first.place?.startsWith('at:') === true && doors.every(({ place }) => place === first.place) ? [first.place] : [],
  };
}

function count(counts: Map<string, Counted>, name: string, through: string | null): void {
  let counted = counts.get(name);
  if (counted === undefined) counts.set(name, (counted = { direct: 0, through: new Map() }));
  if (through === null) counted.direct++;
  else counted.through.set(through, (counted.through.get(through) ?? 0) + 1);
}

function radiusOf(counted: Counted | undefined): BlastRadius {
  const through = [...(counted?.through ?? [])]
    .map(([accountId, number]) => ({ accountId, count: number }))
    .toSorted((left, right) => right.count - left.count || compareText(left.accountId, right.accountId));
  return { direct: counted?.direct ?? 0, through };
}

/** Returns the number of accounts that a blast radius counts. */
export function sizeOf({ direct, through }: BlastRadius): number {
  return through.reduce((sum, { count: number }) => sum + number, direct);
}

function holdingFor(holdings: Map<string, Holding>, name: string | null): Holding | null {
  const folded = foldText(name);
  if (folded === null || name === null) return null;
  let holding = holdings.get(folded);
  if (holding === undefined) {
    holding = { name: name.trim(), keyIds: new Set(), otherWayIds: new Set(), deviceIds: new Set(), holds: 0 };
    holdings.set(folded, holding);
  }
  return holding;
}

function sorted(holdings: ReadonlyMap<string, Holding>): readonly CoveragePlace[] {
  return [...holdings]
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([, { name, keyIds, otherWayIds, deviceIds, holds }]) => ({
      place: name,
      keyIds: [...keyIds],
      otherWayIds: [...otherWayIds].toSorted(compareText),
      deviceIds: [...deviceIds].toSorted(compareText),
      holds,
    }));
}
