import { countAdded } from './count-added.ts';
import type { CoverageAccount, CoverageKey, CoveragePlace, CoverageReport } from './coverage-types.ts';
import { judgeKey } from './judge-key.ts';
import { completeSinceOf, type KeyFacts } from './key-facts.ts';
import type { MadeAccount } from './make-account.ts';
import type { MadeService } from './make-services.ts';
import { isHeldByKeys, totalsOf } from './totals-of.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldName } from '../lib/fold-name.ts';

/** Puts a report together from its services; `keys` are in the order of the report. */
export function makeReport(keys: readonly KeyFacts[], made: readonly MadeService[]): CoverageReport {
  const services = made.toSorted(compareServices);
  const accounts = services.flatMap((service) => service.accounts);
  const added = countAdded(keys, accounts);
  const { aloneHolds, places, rings } = holdings(keys, accounts);
  return {
    keys: keys.map((facts) => coverageKey(facts, aloneHolds.get(facts.keyId) ?? 0, added.get(facts.keyId) ?? 0)),
    places,
    rings,
    services: services.map(({ service }) => service),
    totals: totalsOf(accounts.map(({ account }) => account)),
  };
}

function coverageKey(facts: KeyFacts, aloneHolds: number, added: number): CoverageKey {
  const { key } = facts;
  return {
    keyId: key.id,
    label: key.label,
    role: key.role,
    owner: key.owner,
    place: key.place,
    carriedOn: key.carriedOn,
    lastRead: key.lastRead,
    completeSince: completeSinceOf(key),
    outOfUse: !facts.inUse,
    lost: facts.lost,
    stale: key.lastRead === null ? facts.unseen : facts.readingStale,
    aloneHolds,
    gaps: judgeKey(facts, added),
  };
}

/** What is kept at one place or carried on one ring, by folded name. */
interface Holding {
  readonly name: string;
  readonly keyIds: Set<string>;
  readonly otherWayIds: Set<string>;
  holds: number;
}

function holdings(keys: readonly KeyFacts[], accounts: readonly MadeAccount[]) {
  const aloneHolds = new Map<string, number>();
  const places = new Map<string, Holding>();
  const rings = new Map<string, Holding>();
  for (const { key } of keys) {
    holdingFor(places, key.place)?.keyIds.add(key.id);
    holdingFor(rings, key.carriedOn)?.keyIds.add(key.id);
  }
  for (const { account, keyDoors, ways } of accounts) {
    for (const way of [...account.otherWaysIn, ...account.otherWaysNotCounted]) {
      holdingFor(places, way.place)?.otherWayIds.add(way.id);
      holdingFor(rings, way.carriedOn)?.otherWayIds.add(way.id);
    }
    const sure = keyDoors.filter(({ cell }) => cell.strength !== 'perhaps');
    const [first] = [...sure, ...ways];
    const held = isHeldByKeys(account);
    if (held && account.onlyKeyId !== null) add(aloneHolds, account.onlyKeyId);
    else if (held) for (const { facts } of sure) add(aloneHolds, facts.keyId);
    if (first === undefined || account.verdict === 'helpdesk-only' || hasHelpDesk(account)) continue;
    const { place, unit } = first;
    if (place?.startsWith('at:') === true && [...sure, ...ways].every((door) => door.place === place)) {
      const holding = places.get(place.slice('at:'.length));
      if (holding !== undefined) holding.holds++;
    }
    if (unit.startsWith('ring:') && [...sure, ...ways].every((door) => door.unit === unit)) {
      const holding = rings.get(unit.slice('ring:'.length));
      if (holding !== undefined) holding.holds++;
    }
  }
  return { aloneHolds, places: sorted(places), rings: sorted(rings) };
}

function hasHelpDesk({ otherWaysIn }: CoverageAccount): boolean {
  return otherWaysIn.some(({ kind }) => kind === 'helpdesk' || kind === 'temporary-access-pass');
}

function holdingFor(holdings: Map<string, Holding>, name: string | null): Holding | null {
  const folded = foldName(name);
  if (folded === null || name === null) return null;
  let holding = holdings.get(folded);
  if (holding === undefined) {
    holding = { name: name.trim(), keyIds: new Set(), otherWayIds: new Set(), holds: 0 };
    holdings.set(folded, holding);
  }
  return holding;
}

function sorted(holdings: ReadonlyMap<string, Holding>): readonly CoveragePlace[] {
  return [...holdings]
    .toSorted(([left], [right]) => compareText(left, right))
    .map(([, { name, keyIds, otherWayIds, holds }]) => ({
      place: name,
      keyIds: [...keyIds],
      otherWayIds: [...otherWayIds].toSorted(compareText),
      holds,
    }));
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function compareServices(left: MadeService, right: MadeService): number {
  return (
    left.risk - right.risk ||
    compareText(left.sortName, right.sortName) ||
    compareText(left.service.serviceId, right.service.serviceId)
  );
}
