import { countAdded } from './count-added.ts';
import type { CoverageReport } from './coverage-report.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { CoverageKey } from './coverage-key.ts';
import type { Devices } from './devices.ts';
import { type Holdings, holdingsOf, sizeOf } from './holdings.ts';
import type { JoinedServices } from './join-dependents.ts';
import { keyGaps } from './key-gaps.ts';
import type { AnalysedKey } from './analysed-key.ts';
import type { AnalysedService } from './analyse-services.ts';
import { totalsOf } from './totals-of.ts';
import { compareText } from '../lib/compare-text.ts';

/** Composes a report from its services; `keys` are in the order of the report. */
export function makeReport(
  { unreadKeys }: Pick<CoverageInput, 'unreadKeys'>,
  keys: readonly AnalysedKey[],
  devices: Devices,
  { services: analysed, questions }: JoinedServices,
): CoverageReport {
  const services = analysed.toSorted(compareServices);
  const accounts = services.flatMap((service) => service.accounts);
  const added = countAdded(keys, accounts);
  const holdings = holdingsOf(keys, devices, accounts);
  return {
    keys: keys.map((facts) => coverageKey(facts, holdings, added.get(facts.keyId) ?? 0)),
    places: holdings.places,
    rings: holdings.rings,
    devices: devices.all.map((device) => ({ ...device, blast: holdings.blastOfLossUnit(device.lossUnit) })),
    unreadKeys,
    questions,
    services: services.map(({ service }) => service),
    totals: totalsOf(accounts.map(({ account }) => account)),
  };
}

function coverageKey(facts: AnalysedKey, holdings: Holdings, added: number): CoverageKey {
  const { key } = facts;
  const blast = holdings.blastOfKey(key.id);
  return {
    keyId: key.id,
    label: key.label,
    role: key.role,
    owner: key.owner,
    place: key.place,
    carriedOn: key.carriedOn,
    lastRead: key.lastRead,
    completeSince: facts.completeSince,
    outOfUse: !facts.inUse,
    lost: facts.lost,
    stale: key.lastRead === null ? facts.unseen : facts.readingStale,
    aloneHolds: sizeOf(blast),
    blast,
    gaps: keyGaps(facts, added),
  };
}

function compareServices(left: AnalysedService, right: AnalysedService): number {
  return (
    left.risk - right.risk ||
    compareText(left.sortName, right.sortName) ||
    compareText(left.service.serviceId, right.service.serviceId)
  );
}
