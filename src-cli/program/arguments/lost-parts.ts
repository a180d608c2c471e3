import { entriesOf } from '../../../src-shared/coverage/account-entry.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import type { CoverageDevice, CoveragePlace } from '../../../src-shared/coverage/coverage-device.ts';
import type { RecoveryPlan } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { OtherWayIn } from '../../../src-shared/domain/other-way-in.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';
import { accountNamed } from './find-account.ts';
import { rememberedKey } from '../inventory-access.ts';
import { type OptionValues, several } from '../options.ts';
import { thereAre } from './there-are.ts';
import { severalFit } from './several-fit.ts';

/** Things that the person named as lost. */
export type LostParts = { readonly [Part in keyof Required<Omit<AssumedLoss, 'enrolments'>>]: readonly string[] };

/** Options that name what is assumed lost. */
export const lostOptions = {
  lost: several('--lost <key>', 'cli.option.lost'),
  lostPlace: several('--lost-place <place>', 'cli.option.lost-place'),
  lostRing: several('--lost-ring <name>', 'cli.option.lost-ring'),
  lostDevice: several('--lost-device <name>', 'cli.option.lost-device'),
  lostAccount: several('--lost-account <account>', 'cli.option.lost-account'),
};

/** Option that names keys whose PIN somebody else may know. */
export const pinKnown = several('--pin-known <key>', 'cli.option.pin-known');

/**
 * Reads what is assumed lost: keys (`--lost`) and devices (`--lost-device`) by name, all that is kept at a place (`--lost-place`) or carried on a
 * ring (`--lost-ring`), accounts that are closed or taken over (`--lost-account`, as `inventory accounts` names them).
 */
export function lostParts(
  context: CommandContext,
  snapshot: InventorySnapshot,
  report: CoverageReport,
  {
    lost = [],
    lostPlace = [],
    lostRing = [],
    lostDevice = [],
    lostAccount = [],
  }: Partial<OptionValues<typeof lostOptions>>,
): LostParts {
  const { t } = context;
  const find = (holdings: readonly CoveragePlace[], name: string): CoveragePlace | undefined =>
    holdings.find(({ place }) => foldText(place) === foldText(name));
  const unknown = (problem: string, named: string, holdings: readonly CoveragePlace[]): UsageError =>
    new UsageError(
      thereAre(
        t,
        problem,
        named,
        holdings.map(({ place }) => place),
      ),
    );
  const keyIds = lost.map((selector) => rememberedKey(context, snapshot, selector).id);
  const places = lostPlace.map((place) => {
    const found = find(report.places, place);
    if (found === undefined) throw unknown(t('cli.usage.no-such-place', { place }), place, report.places);
    return found.place;
  });
  const rings = lostRing.map((ring) => {
    const found = find(report.rings, ring);
    if (found === undefined) throw unknown(t('cli.usage.no-such-ring', { ring }), ring, report.rings);
    return found.place;
  });
  const deviceIds = lostDevice.map((device) => coverageDeviceNamed(context, report, device).deviceId);
  const accounts = entriesOf(report);
  const accountIds = lostAccount.map((named) => accountNamed(context, accounts, named).account.accountId);
  return {
    keyIds: [...new Set(keyIds)],
    otherWayIds: [],
    deviceIds: [...new Set(deviceIds)],
    places: [...new Set(places)],
    rings: [...new Set(rings)],
    accountIds: [...new Set(accountIds)],
  };
}

/** Checks whether anything was named as lost. */
export function isAnythingLost(lost: LostParts): boolean {
  return Object.values(lost).some((part) => part.length > 0);
}

/** Lists the names of the lost things: labels of keys and devices, places, rings, accounts. */
export function lostNames(report: CoverageReport, lost: LostParts, nameOf: (accountId: string) => string): string[] {
  const keys = report.keys.filter(({ keyId }) => lost.keyIds.includes(keyId));
  const devices = report.devices.filter(({ deviceId }) => lost.deviceIds.includes(deviceId));
  const labels = [...keys, ...devices].map(({ label }) => label);
  return [...new Set([...labels, ...lost.places, ...lost.rings, ...lost.accountIds.map(nameOf)])];
}

/** Finds a device on record, or one that a way in names, by its id or label; never guesses. Throws UsageError. */
function coverageDeviceNamed(context: CommandContext, report: CoverageReport, named: string): CoverageDevice {
  const exact = report.devices.filter(({ deviceId }) => deviceId === named);
  const found = exact.length > 0 ? exact : report.devices.filter(({ label }) => foldText(label) === foldText(named));
  const [only] = found;
  if (only === undefined) {
    const problem = context.t('cli.usage.no-such-device', { device: displayText(named, 80) });
    throw new UsageError(
      thereAre(
        context.t,
        problem,
        named,
        report.devices.map((device) => device.label),
      ),
    );
  }
  if (found.length === 1) return only;
  throw severalFit(
    context,
    named,
    found.map(({ label, deviceId }) => `${label} (${deviceId})`),
  );
}

/**
 * Finds the other ways in that are gone for good with a loss, and are removed when it is recorded: what was kept at a lost place or carried on a
 * lost ring, and what is on a device that is not on record itself. What needs a lost key or a recorded device stays: those may be found again.
 */
export function removedWays(plan: RecoveryPlan, lost: LostParts, report: CoverageReport): readonly OtherWayIn[] {
  const holdings = [
    ...report.places.filter(({ place }) => lost.places.includes(place)),
    ...report.rings.filter(({ place }) => lost.rings.includes(place)),
  ];
  const gone = new Set(holdings.flatMap(({ otherWayIds }) => otherWayIds));
  const lostDevices = new Set(plan.devices.map(({ deviceId }) => deviceId));
  const unrecorded = new Set(
    report.devices.flatMap(({ deviceId, recorded }) => (recorded || !lostDevices.has(deviceId) ? [] : [deviceId])),
  );
  for (const { needs } of report.services.flatMap(({ accounts }) => accounts)) {
    for (const { wayIds, deviceIds } of needs) {
      if (deviceIds.some((deviceId) => unrecorded.has(deviceId))) for (const wayId of wayIds) gone.add(wayId);
    }
  }
  return plan.ways.filter(({ id }) => gone.has(id));
}
