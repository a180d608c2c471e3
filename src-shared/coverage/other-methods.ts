import type { OtherWayIn, OtherWayInKind } from '../domain/other-way-in.ts';
import { assumedKind } from '../domain/assumed-kind.ts';
import type { CoverageDevice } from './coverage-device.ts';
import type { Devices } from './devices.ts';
import type { SignInMethod } from './sign-in-methods.ts';
import type { AnalysedKey } from './analysed-key.ts';
import { mailAddressIn } from '../lib/mail-address.ts';
import type { FindNeeds, Needs } from './needs.ts';
import { foldText } from '../lib/fold-text.ts';

/** Another way in as a sign-in method, with the name that a person knows it by. */
export interface OtherMethod extends SignInMethod {
  readonly isKey: false;
  readonly kind: OtherWayInKind;
  /** Windows Hello opens on one computer only. */
  readonly weak: boolean;
  /** Whether it is unknown if the service accepts it. */
  readonly unsure: boolean;
  readonly name: string;
  readonly wayIds: readonly string[];
  readonly needs: Needs;
}

/** The context of ways in, as far as all accounts of an analysis share it. */
export interface MethodContext {
  readonly devices: Devices;
  readonly needsOf: FindNeeds;
  readonly keys: ReadonlyMap<string, AnalysedKey>;
}

/** Kinds that are nothing which a person could lose as a thing: a copy in a vault, a password in mind, a link to another account. */
const immaterial: ReadonlySet<OtherWayInKind> = new Set([
  'synced-passkey',
  'sign-in-with',
  'recovery-email',
  'password',
  'password-beside',
]);

/** Loss units that begin so cannot be lost as a thing: each is of one account, which with one such way in alone is no safer. */
export const immaterialPrefix = 'soft:';

/**
 * Turns ways that count into sign-in methods. All devices of one vault of synced passkeys are one method, kept nowhere in particular; so are all
 * records of Windows Hello on one computer, which is a method at no other place than where that computer is. A way of which
 * the person said what it needs is a method of its own.
 */
export function otherMethods(
  ways: readonly OtherWayIn[],
  unsure: readonly OtherWayIn[],
  context: MethodContext,
): readonly OtherMethod[] {
  const groups = new Map<string, OtherWayIn[]>();
  for (const way of [...ways, ...unsure]) {
    const group = groupOf(way, context.devices);
    groups.set(group, [...(groups.get(group) ?? []), way]);
  }
  const unsureIds = new Set(unsure.map(({ id }) => id));
  return [...groups].map(([group, records]) => methodOf(group, records, unsureIds, context));
}

/** Records of one and the same thing: devices of a provider, Windows Hello on a computer; any other record is a thing of its own. */
function groupOf(way: OtherWayIn, devices: Devices): string {
  const kind = assumedKind(way);
  if (way.requires === null && kind === 'synced-passkey') {
    const provider = way.providerId ?? foldText(way.name) ?? way.id;
    return `synced:${provider}:${mailAddressIn(way.name) ?? ''}`;
  }
  const device = way.requires === null && kind === 'windows-hello' ? devices.deviceOf(way) : null;
  if (device !== null) return `on:${device.deviceId}`;
  return `way:${way.id}`;
}

/**
 * Checks whether a way in is no thing that could be lost, so that a place or ring recorded for it says nothing: a link to another account,
 * what is in its vault, what is remembered.
 */
export function isImmaterial(way: OtherWayIn, needsAccounts: boolean): boolean {
  if (immaterial.has(assumedKind(way))) return true;
  const { requires, place, carriedOn } = way;
  if (requires === null) return needsAccounts;
  if (requires.length === 0 || place !== null || carriedOn !== null) return false;
  return needsAccounts || requires.every(({ type }) => type === 'memory' || type === 'nobody');
}

/** Checks whether a way in is on a device by its kind, so that a place or ring recorded for it is that of the device. */
export function isOnDevice({ requires }: OtherWayIn, needsDevices: boolean): boolean {
  return requires === null && needsDevices;
}

// A ring or a place that only one of several records of the same thing names is that of all of them.
function methodOf(
  group: string,
  records: readonly OtherWayIn[],
  unsureIds: ReadonlySet<string>,
  context: MethodContext,
): OtherMethod {
  const [first] = records as [OtherWayIn];
  const needs = context.needsOf(first);
  const firstName = (names: readonly (string | null)[]): string | null => names.map(foldText).find(Boolean) ?? null;
  const isSoft = isImmaterial(first, needs.accounts.length > 0);
  // What is on a device by its kind is where the device is.
  const isElsewhere = isSoft || isOnDevice(first, needs.deviceIds.length > 0);
  const ring = isElsewhere ? null : firstName(records.map((way) => way.carriedOn));
  const place = isElsewhere ? null : firstName(records.map((way) => way.place));
  const things = thingsOf(needs, context);
  const own = ring !== null ? `ring:${ring}` : isSoft ? `${immaterialPrefix}way:${first.id}` : group;
  // What is on a device is no further thing beside it.
  const isOnThing = things.lossUnits.length > 0 && ring === null && !isSoft;
  const lossUnits = [...new Set([...(isOnThing ? [] : [own]), ...things.lossUnits])];
  const places = [...new Set([...(place === null ? [] : [`at:${place}`]), ...things.places])];
  const [lossUnit = own, ...moreLossUnits] = lossUnits;
  // A place that is given for the way itself is that of what it is on.
  const isPlaced = place !== null || things.isPlaced;
  const [firstPlace = isSoft ? own : null, ...others] = places;
  return {
    isKey: false,
    kind: assumedKind(first),
    name: first.name,
    lossUnit,
    place: isPlaced ? firstPlace : null,
    moreLossUnits,
    morePlaces: isPlaced ? others : places,
    weak: records.every((way) => assumedKind(way) === 'windows-hello'),
    unsure: records.every(({ id }) => unsureIds.has(id)),
    wayIds: records.map(({ id }) => id),
    needs: things.isGone ? { ...needs, nobody: true } : needs,
  };
}

/** Returns the loss units and places of the things that a method needs. */
function thingsOf(needs: Needs, { devices, keys }: MethodContext) {
  const found = needs.deviceIds.map((deviceId) => devices.get(deviceId));
  const needed: readonly CoverageDevice[] = found.flatMap((device) =>
    device === null ? [] : devices.withCarrier(device),
  );
  const neededKeys = needs.keyIds.map((keyId) => keys.get(keyId));
  const placed: readonly (string | null)[] = [
    ...needed.map(({ placeId }) => placeId),
    ...neededKeys.map((key) => key?.place ?? null),
  ];
  return {
    lossUnits: [...needed.map(({ lossUnit }) => lossUnit), ...neededKeys.flatMap((key) => key?.lossUnit ?? [])],
    places: [
      ...placed.flatMap((place) => place ?? []),
      ...needs.places.flatMap((place) => foldText(place) ?? []).map((place) => `at:${place}`),
    ],
    /** Whether the location of all of them is recorded. */
    isPlaced: !placed.includes(null),
    /** A thing that is lost, or that nobody knows any more, opens nothing. */
    isGone: found.includes(null) || needed.some(({ lost }) => lost) || neededKeys.some((key) => key?.inUse !== true),
  };
}
