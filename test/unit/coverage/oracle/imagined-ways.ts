import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { Device, DeviceKind } from '../../../../src-shared/domain/device.ts';
import type { OtherWayIn, OtherWayInKind } from '../../../../src-shared/domain/other-way-in.ts';
import { placeOfKey, same, unitOfKey } from './imagined-keys.ts';

/** An account that a way in needs, as the records name it. */
export interface NamedAccount {
  readonly serviceId: string | null;
  readonly userName: string | null;
}

/** Everything that must be in hand at once for one way in. */
export interface Method {
  readonly wayId: string;
  readonly keyIds: readonly string[];
  readonly deviceIds: readonly string[];
  /** Names of what is lost together with it: things, and what is no thing but may still be gone for this account. */
  readonly lossUnits: readonly string[];
  readonly places: readonly string[];
  /** Whether it is on record where all its things are, or it is nowhere in particular. */
  readonly placeKnown: boolean;
  readonly accounts: readonly NamedAccount[];
  /** Whether people lead back in with it: it is no way in of one's own. */
  readonly isHelp: boolean;
  /** Whether it is known that the service takes it. */
  readonly certain: boolean;
}

/** Kinds by the names that these inventories give to ways in of kind `other`. */
const kindOfName: Readonly<Record<string, OtherWayInKind>> = {
  'Sign in with idp': 'sign-in-with',
  'e-mail ana@mail.example': 'recovery-email',
  'SMS to my phone': 'sms',
  password: 'password',
  'TOTP in Vaulty': 'totp-app',
};

export function kindOf({ kind, name, requires }: OtherWayIn): OtherWayInKind {
  return kind === 'other' && requires === null ? (kindOfName[name] ?? 'other') : kind;
}

const deviceKindOf: Partial<Readonly<Record<OtherWayInKind, DeviceKind>>> = {
  'windows-hello': 'computer',
  'microsoft-authenticator': 'phone',
  'phone-sign-in': 'phone',
  push: 'phone',
  'totp-app': 'phone',
  sms: 'phone-number',
};
const ofOperatingSystems: readonly OtherWayInKind[] = [
  'windows-hello',
  'temporary-access-pass',
  'helpdesk',
  'recovery-codes',
  'password',
  'other',
];
const immaterial: readonly OtherWayInKind[] = ['synced-passkey', 'sign-in-with', 'recovery-email', 'password'];

/** Checks whether a way in counts at a service today; null: nobody knows. */
function counts(way: OtherWayIn, service: string, now: string): boolean | null {
  if (way.validFrom !== null && Date.parse(now) < Date.parse(way.validFrom)) return false;
  if (way.validUntil !== null && Date.parse(now) >= Date.parse(way.validUntil)) return false;
  const kind = kindOf(way);
  if (kind === 'password-beside') return false;
  if (kind === 'synced-passkey') return service !== 'bound' && service !== 'windows';
  if (service === 'windows' && !ofOperatingSystems.includes(kind)) return false;
  if (kind === 'microsoft-authenticator') {
    return service === 'microsoft-entra-id' || (service === 'many' && (way.requires === null ? null : true));
  }
  if (kind === 'temporary-access-pass') {
    return way.validUntil !== null && (service === 'microsoft-entra-id' || service === 'windows');
  }
  return true;
}

/** Finds the device that is on record, else the one that ways with this name share. Null: it is on none. */
function deviceFor(input: CoverageInput, way: OtherWayIn): Device | null {
  const kind = deviceKindOf[kindOf(way)];
  if (kind === undefined) return null;
  const recorded = input.devices.find((one) => one.kind === kind && same(one.label) === same(way.name));
  const { asOf, name: label } = way;
  const assumed = { id: `${kind}:${same(label)}`, kind, label, owner: null, place: null, carriedOn: null };
  return withKeeping(input, recorded ?? { ...assumed, simIn: null, lostAt: null, asOf, note: null });
}

/** Returns a device with the place and the ring that are recorded for it, else for a way in that is on it. */
function withKeeping(input: CoverageInput, device: Device): Device {
  const onIt = input.otherWaysIn
    .filter((one) => one.requires === null && deviceKindOf[kindOf(one)] === device.kind)
    .filter((one) => same(one.name) === same(device.label))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  return {
    ...device,
    place: device.place ?? onIt.find(({ place }) => place !== null)?.place ?? null,
    carriedOn: device.carriedOn ?? onIt.find(({ carriedOn }) => carriedOn !== null)?.carriedOn ?? null,
  };
}

/** A thing that must be in hand. */
interface Thing {
  readonly lossUnit: string;
  readonly place: string | null;
  readonly isGone: boolean;
}

function thingsOfDevice(input: CoverageInput, device: Device): Thing[] {
  const phone = input.devices.find(({ id }) => id === device.simIn);
  return [device, ...(phone === undefined ? [] : [withKeeping(input, phone)])].map(
    ({ id, place, carriedOn, lostAt }) => ({
      lossUnit: same(carriedOn) === '' ? `device ${id}` : `ring ${same(carriedOn)}`,
      place: same(place) === '' ? null : `at ${same(place)}`,
      isGone: lostAt !== null,
    }),
  );
}

/** Returns the accounts that a way in needs: as recorded, else as its kind and name imply. */
function accountsNeeded(way: OtherWayIn): readonly NamedAccount[] {
  if (way.requires !== null) {
    return way.requires
      .filter((one) => one.type === 'account')
      .map(({ serviceId, userName }) => ({ serviceId, userName }));
  }
  const unknown: NamedAccount = { serviceId: null, userName: null };
  const vault: NamedAccount = { serviceId: 'vault', userName: null };
  const mailbox = (address: string): NamedAccount => ({
    serviceId: address.endsWith('@mail.example') ? 'mail' : null,
    userName: address,
  });
  const kind = kindOf(way);
  switch (kind) {
    case 'synced-passkey':
      return [way.providerId === 'provider' || (way.providerId === null && way.name === 'Vaulty') ? vault : unknown];
    case 'sign-in-with':
      return [way.name === 'Sign in with idp' ? { serviceId: 'idp', userName: null } : unknown];
    case 'recovery-email':
      return [mailbox(way.name.replace('e-mail ', ''))];
    case 'temporary-access-pass':
      return way.name.startsWith('pass to ') ? [mailbox(way.name.replace('pass to ', ''))] : [];
    case 'windows-hello':
    case 'helpdesk':
      return [];
    default:
      if (way.providerId !== null) return [way.providerId === 'provider' ? vault : unknown];
      return way.name.endsWith(' in Vaulty') ? [vault] : [];
  }
}

/** Creates the method of a record; null where it opens nothing today. `accountName` tells apart what is no thing. */
export function methodOf(input: CoverageInput, way: OtherWayIn, service: string, accountName: string): Method | null {
  const certain = counts(way, service, input.now);
  return certain === false ? null : methodFrom(input, way, accountName, certain === true);
}

/** Finds the password that must be in hand beside keys recorded by hand and beside codes, of an account; null: nothing is recorded of it. */
export function passwordBeside(ways: readonly OtherWayIn[]): OtherWayIn | null {
  return ways.find(({ kind }) => kind === 'password-beside') ?? null;
}

/** Returns what a password beside keys needs; null where nobody has it. It is nothing that could be lost by itself. */
export function passwordMethod(input: CoverageInput, way: OtherWayIn, accountName: string): Method | null {
  const method = methodFrom(input, way, accountName, true);
  return method === null
    ? null
    : { ...method, lossUnits: method.lossUnits.filter((lossUnit) => !lossUnit.startsWith('own ')) };
}

function methodFrom(input: CoverageInput, way: OtherWayIn, accountName: string, certain: boolean): Method | null {
  const kind = kindOf(way);
  const { requires } = way;
  const needed = requires ?? [];
  const accounts = accountsNeeded(way);
  const isPassword = kind === 'password' || kind === 'password-beside';
  if (needed.some(({ type }) => type === 'nobody')) return null;
  if (requires === null && isPassword && way.name === 'password unknown to me') return null;

  const keys = needed.flatMap((one) => (one.type === 'key' ? [one.keyId] : []));
  const devices: Device[] = [];
  const things: Thing[] = [];
  for (const keyId of keys) {
    const key = input.keys.find(({ id }) => id === keyId);
    if (key === undefined) return null;
    things.push({
      lossUnit: unitOfKey(key),
      place: placeOfKey(key),
      isGone: key.lostAt !== null || key.role === 'retired',
    });
  }
  const impliedDevice = requires === null && accounts.length === 0 ? deviceFor(input, way) : null;
  if (impliedDevice !== null) devices.push(impliedDevice);
  for (const one of needed) {
    if (one.type !== 'device') continue;
    const device = input.devices.find(({ id }) => id === one.deviceId);
    if (device === undefined) return null;
    devices.push(withKeeping(input, device));
  }
  for (const device of devices) things.push(...thingsOfDevice(input, device));
  if (things.some(({ isGone }) => isGone)) return null;

  // What is no thing is at no place and on no ring: a copy in a vault, a link to another account, what is in mind, people. What a person
  // says to be at a place, and to need an account beside, is a thing.
  const isPlaced = requires !== null && (same(way.place) !== '' || same(way.carriedOn) !== '');
  const isOfAccount = accounts.length > 0 && !isPlaced;
  const isThing = !immaterial.includes(kind) && !isPassword && kind !== 'helpdesk' && !isOfAccount;
  // What is on a device is where the device is.
  const isElsewhere = !isThing || impliedDevice !== null;
  const ring = !isElsewhere && same(way.carriedOn) !== '' ? `ring ${same(way.carriedOn)}` : null;
  const place = !isElsewhere && same(way.place) !== '' ? `at ${same(way.place)}` : null;
  const requiredPlaces = needed.flatMap((one) => (one.type === 'place' ? [`at ${same(one.place)}`] : []));
  const isInMind =
    needed.length > 0 && needed.every(({ type }) => type === 'memory') && ring === null && place === null;
  const isPaper = isThing && !isInMind && things.length === 0;
  const own = requires === null && kind === 'synced-passkey' ? (way.providerId ?? same(way.name)) : way.id;
  const ownUnit = ring ?? (isPaper ? `way ${way.id}` : `own ${accountName} ${own}`);
  const places = [...things.map((thing) => thing.place), ...(place === null ? [] : [place]), ...requiredPlaces];
  return {
    wayId: way.id,
    keyIds: keys,
    deviceIds: [...devices.map(({ id }) => id), ...devices.flatMap(({ simIn }) => simIn ?? [])],
    lossUnits: [...(things.length > 0 && ring === null ? [] : [ownUnit]), ...things.map(({ lossUnit }) => lossUnit)],
    places: places.filter((one) => one !== null),
    // A place that is given for the way itself is that of what it is on.
    placeKnown: isPaper ? places.length > 0 : place !== null || !places.includes(null),
    accounts,
    isHelp: kind === 'helpdesk' || kind === 'temporary-access-pass' || needed.some(({ type }) => type === 'people'),
    certain,
  };
}
