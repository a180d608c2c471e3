import type { Device, DeviceKind } from '../domain/device.ts';
import type { OtherWayIn, OtherWayInKind } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { CoverageDevice } from './coverage-device.ts';
import { compareText } from '../lib/compare-text.ts';
import { foldText } from '../lib/fold-text.ts';

/** The kind of device that a kind of sign-in method is on, or arrives at. */
const deviceOfKind: Partial<Readonly<Record<OtherWayInKind, DeviceKind>>> = {
  'windows-hello': 'computer',
  'microsoft-authenticator': 'phone',
  'phone-sign-in': 'phone',
  push: 'phone',
  'totp-app': 'phone',
  sms: 'phone-number',
};

export interface Devices {
  /** Returns the device that a way in is on by its kind and name; null for kinds that are on none. */
  deviceOf(way: OtherWayIn): CoverageDevice | null;
  get(deviceId: string): CoverageDevice | null;
  /** Returns what is lost with a device, beside itself: a phone number with the phone that its SIM is in. */
  withCarrier(device: CoverageDevice): readonly CoverageDevice[];
  readonly all: readonly CoverageDevice[];
}

/**
 * Finds the devices that sign-in methods depend on: those on record, and for methods that name a device which is not on record one that is
 * assumed from kind and name. Windows Hello "PC-1" at three accounts is on one computer.
 */
export function createDevices(records: readonly Device[], ways: readonly OtherWayIn[]): Devices {
  const devices = new Map(records.map((record) => [record.id, recordedDevice(record)]));
  const byName = new Map<string, CoverageDevice>();
  for (const device of [...devices.values()].toSorted((left, right) => compareText(left.deviceId, right.deviceId))) {
    const name = nameOf(device.kind, device.label);
    if (!byName.has(name)) byName.set(name, device);
  }
  for (const way of ways) {
    const kind = way.requires === null ? deviceOfKind[assumedKind(way)] : undefined;
    if (kind === undefined || foldText(way.name) === null) continue;
    const name = nameOf(kind, way.name);
    const known = byName.get(name);
    // A ring or a place that is recorded for a method only, or for one of several, is that of the device.
    const { place, carriedOn } = known ?? { place: null, carriedOn: null };
    const kept = { place: place ?? way.place, carriedOn: carriedOn ?? way.carriedOn };
    const device =
      known === undefined
        ? assumedDevice(name, kind, way.name.trim(), kept.place, kept.carriedOn)
        : { ...known, ...kept, ...lossUnitsOf(known.deviceId, kept) };
    byName.set(name, device);
    devices.set(device.deviceId, device);
  }
  return {
    all: [...devices.values()].toSorted(
      (left, right) => compareText(left.label, right.label) || compareText(left.deviceId, right.deviceId),
    ),
    get: (deviceId) => devices.get(deviceId) ?? null,
    withCarrier: (device) =>
      [device, ...(device.simIn === null ? [] : [devices.get(device.simIn)])].filter((one) => one !== undefined),
    deviceOf(way) {
      const kind = deviceOfKind[assumedKind(way)];
      return kind === undefined ? null : (byName.get(nameOf(kind, way.name)) ?? null);
    },
  };
}

function nameOf(kind: DeviceKind, label: string): string {
  return `${kind}:${foldText(label) ?? ''}`;
}

function recordedDevice({ id, kind, label, owner, place, carriedOn, simIn, lostAt }: Device): CoverageDevice {
  const facts = { deviceId: id, kind, label, recorded: true, owner, place, carriedOn, simIn, lost: lostAt !== null };
  return { ...facts, ...lossUnitsOf(id, facts) };
}

function lossUnitsOf(
  deviceId: string,
  { place, carriedOn }: Pick<CoverageDevice, 'place' | 'carriedOn'>,
): Pick<CoverageDevice, 'lossUnit' | 'placeId'> {
  const ring = foldText(carriedOn);
  const at = foldText(place);
  return {
    lossUnit: ring === null ? `device:${deviceId}` : `ring:${ring}`,
    placeId: at === null ? null : `at:${at}`,
  };
}

function assumedDevice(
  deviceId: string,
  kind: DeviceKind,
  label: string,
  place: string | null,
  carriedOn: string | null,
): CoverageDevice {
  const record = {
    id: deviceId,
    kind,
    label,
    owner: null,
    place,
    carriedOn,
    simIn: null,
    lostAt: null,
    asOf: '',
    note: null,
  };
  return { ...recordedDevice(record), recorded: false };
}
