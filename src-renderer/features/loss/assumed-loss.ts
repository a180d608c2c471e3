import { entriesById } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { type ChoiceKind, isSameChoice, type LossChoice } from './loss-store.ts';

/** The things that are assumed lost, with all that goes with them, by their ids: as a loss is recorded and a plan is saved. */
export interface AssumedThings {
  readonly keyIds: readonly string[];
  readonly otherWayIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly accountIds: readonly string[];
  /** Names: with them goes also what is only said to be kept there. */
  readonly places: readonly string[];
  readonly rings: readonly string[];
}

/** Collects what is lost with the chosen things. What is recorded as lost already is left out. */
export function assumedThings(
  snapshot: Pick<InventorySnapshot, 'keys' | 'devices' | 'otherWaysIn'>,
  report: CoverageReport,
  chosen: readonly LossChoice[],
): AssumedThings {
  const idsOf = (kind: ChoiceKind): readonly string[] => chosen.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const places = idsOf('place');
  const rings = idsOf('ring');
  const wholes = [
    ...report.places.filter(({ place }) => places.includes(place)),
    ...report.rings.filter(({ place }) => rings.includes(place)),
  ];
  const keyIds = new Set([...idsOf('key'), ...wholes.flatMap((whole) => whole.keyIds)]);
  const wayIds = new Set([...idsOf('way'), ...wholes.flatMap((whole) => whole.otherWayIds)]);
  const deviceIds = new Set([...idsOf('device'), ...wholes.flatMap((whole) => whole.deviceIds)]);
  return {
    keyIds: snapshot.keys.filter(({ id, lostAt }) => lostAt === null && keyIds.has(id)).map(({ id }) => id),
    otherWayIds: snapshot.otherWaysIn.filter(({ id }) => wayIds.has(id)).map(({ id }) => id),
    deviceIds: snapshot.devices.filter(({ id, lostAt }) => lostAt === null && deviceIds.has(id)).map(({ id }) => id),
    accountIds: idsOf('account').filter((id) => entriesById(report).has(id)),
    places,
    rings,
  };
}

/** Checks whether something is lost by itself, or only because of something else that is chosen. */
export function choiceState(
  choice: LossChoice,
  chosen: readonly LossChoice[],
  lost: AssumedThings,
): 'kept' | 'chosen' | 'with-another' {
  if (chosen.some((one) => isSameChoice(one, choice))) return 'chosen';
  const ids: Readonly<Record<ChoiceKind, readonly string[]>> = {
    ring: [],
    place: [],
    key: lost.keyIds,
    device: lost.deviceIds,
    way: lost.otherWayIds,
    account: [],
  };
  return ids[choice.kind].includes(choice.id) ? 'with-another' : 'kept';
}
