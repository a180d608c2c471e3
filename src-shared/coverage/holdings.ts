import { immaterialPrefix } from './other-methods.ts';
import type { BlastRadius } from './coverage-key.ts';
import type { CoveragePlace } from './coverage-device.ts';
import type { Devices } from './devices.ts';
import type { AnalysedKey } from './analysed-key.ts';
import type { AnalysedAccount } from './analyse-account.ts';
import { isHelpDesk } from './ways-in.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** The losses that go with each key, device, place and ring. */
export interface Holdings {
  blastOfKey(keyId: string): BlastRadius;
  blastOfLossUnit(lossUnit: string): BlastRadius;
  readonly places: readonly CoveragePlace[];
  readonly rings: readonly CoveragePlace[];
}

interface LossCount {
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
export function holdingsOf(
  keys: readonly AnalysedKey[],
  devices: Devices,
  accounts: readonly AnalysedAccount[],
): Holdings {
  const byKey = new Map<string, LossCount>();
  const byLossUnit = new Map<string, LossCount>();
  const places = new Map<string, Holding>();
  const rings = new Map<string, Holding>();
  const keysOfLossUnit = new Map<string, AnalysedKey[]>();
  for (const facts of keys) if (facts.inUse) listFor(keysOfLossUnit, facts.lossUnit).push(facts);
  for (const { key } of keys) {
    contentsOf(places, key.place)?.keyIds.add(key.id);
    contentsOf(rings, key.carriedOn)?.keyIds.add(key.id);
  }
  for (const device of devices.all) {
    if (!device.recorded) continue;
    contentsOf(places, device.place)?.deviceIds.add(device.deviceId);
    contentsOf(rings, device.carriedOn)?.deviceIds.add(device.deviceId);
  }
  for (const analysed of accounts) {
    const { account, keyMethods, ways } = analysed;
    for (const way of [...account.otherWaysIn, ...account.otherWaysNotCounted]) {
      contentsOf(places, way.place)?.otherWayIds.add(way.id);
      contentsOf(rings, way.carriedOn)?.otherWayIds.add(way.id);
    }
    if (account.verdict === 'helpdesk-only' || account.otherWaysIn.some(isHelpDesk)) continue;
    const lost = lossOf(analysed);
    const through = account.chains[0]?.accountIds[0] ?? null;
    for (const lossUnit of lost.lossUnits) {
      const own = keyMethods.filter((method) => method.lossUnit === lossUnit && method.cell.strength !== 'perhaps');
      const isDirect =
        own.length > 0 ||
        ways.some((method) => method.lossUnit === lossUnit || method.moreLossUnits.includes(lossUnit));
      const holders = own.length > 0 ? own.map(({ facts }) => facts) : (keysOfLossUnit.get(lossUnit) ?? []);
      for (const { keyId } of holders) count(byKey, keyId, isDirect ? null : through);
      count(byLossUnit, lossUnit, isDirect ? null : through);
      const ring = lossUnit.startsWith('ring:') ? rings.get(lossUnit.slice('ring:'.length)) : undefined;
      if (ring !== undefined) ring.holds++;
    }
    for (const place of lost.places) {
      const holding = places.get(place.slice('at:'.length));
      if (holding !== undefined) holding.holds++;
    }
  }
  return {
    blastOfKey: (keyId) => radiusOf(byKey.get(keyId)),
    blastOfLossUnit: (lossUnit) => radiusOf(byLossUnit.get(lossUnit)),
    places: sorted(places),
    rings: sorted(rings),
  };
}

/** Returns the loss units and places each of which alone closes an account that is open now. */
function lossOf({ closers, keyMethods, ways }: AnalysedAccount): {
  readonly lossUnits: readonly string[];
  readonly places: readonly string[];
} {
  if (closers !== null) {
    return {
      lossUnits: (closers.sure ?? []).filter((lossUnit) => !lossUnit.startsWith(immaterialPrefix)),
      places: (closers.place ?? []).filter((place) => place.startsWith('at:')),
    };
  }
  const methods = [...keyMethods.filter(({ cell }) => cell.strength !== 'perhaps'), ...ways];
  const [first] = methods;
  if (first === undefined) return { lossUnits: [], places: [] };
  const isMaterial = !first.lossUnit.startsWith(immaterialPrefix);
  return {
    lossUnits: isMaterial && methods.every(({ lossUnit }) => lossUnit === first.lossUnit) ? [first.lossUnit] : [],
    places:
      first.place?.startsWith('at:') === true && methods.every(({ place }) => place === first.place)
        ? [first.place]
        : [],
  };
}

function count(counts: Map<string, LossCount>, name: string, through: string | null): void {
  let counted = counts.get(name);
  if (counted === undefined) counts.set(name, (counted = { direct: 0, through: new Map() }));
  if (through === null) counted.direct++;
  else counted.through.set(through, (counted.through.get(through) ?? 0) + 1);
}

function radiusOf(counted: LossCount | undefined): BlastRadius {
  const through = [...(counted?.through ?? [])]
    .map(([accountId, number]) => ({ accountId, count: number }))
    .toSorted((left, right) => right.count - left.count || compareText(left.accountId, right.accountId));
  return { direct: counted?.direct ?? 0, through };
}

/** Returns the number of accounts that a blast radius counts. */
export function sizeOf({ direct, through }: BlastRadius): number {
  return through.reduce((sum, { count: number }) => sum + number, direct);
}

function contentsOf(holdings: Map<string, Holding>, name: string | null): Holding | null {
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
