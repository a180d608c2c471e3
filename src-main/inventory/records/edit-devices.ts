import { deviceSchema } from '../../../src-shared/domain/device-schema.ts';
import type { Device } from '../../../src-shared/domain/device.ts';
import { type ChangeContext, note } from './change-context.ts';
import { emptyAsNull, idSchema, parsed } from './edit-input.ts';
import type { DeviceEdit, NewDevice } from '../inventory.ts';
import { deviceIdentity } from './record-identity.ts';
import { namesOfWaysRequiring } from './requirement-use.ts';
import { invalid } from '../file/storage-failure.ts';

const mostDevices = 1_000;
const newDeviceSchema = deviceSchema
  .omit({ id: true, lostAt: true, asOf: true })
  .extend({ simIn: idSchema.nullable() });
const deviceEditSchema = newDeviceSchema.omit({ kind: true }).partial();

/**
 * Records a phone, a computer or a phone number. Throws `input-invalid`: `device`, `device-exists`, `no-such-device` (the SIM is in no
 * phone of the inventory), `too-many`.
 */
export function addDevice(context: ChangeContext, input: NewDevice): { id: string } {
  const { data, now } = context;
  const words = parsed(newDeviceSchema, input, 'device');
  if (data.all('device').length >= mostDevices) throw invalid('too-many');
  const device = checked(context, { ...words, id: context.newId(), lostAt: null, asOf: now });
  data.put('device', device);
  note(context, 'device-added', null, detailsOf(device));
  return { id: device.id };
}

/** Changes what the person says about a device; its date becomes now. Throws as `addDevice`, and `no-such-device`. */
export function editDevice(context: ChangeContext, id: string, edit: DeviceEdit): void {
  const device = deviceOf(context, id);
  const words = parsed(deviceEditSchema, edit, 'device');
  const said = Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined));
  context.data.put('device', checked(context, { ...device, ...said, asOf: context.now }));
}

/**
 * Removes a device; records of losses keep the label that it had on the day of the loss. Throws `input-invalid`: `no-such-device`,
 * `device-in-use` while other ways in require it or a phone number has its SIM in it.
 */
export function removeDevice(context: ChangeContext, id: string): void {
  const { data } = context;
  const device = deviceOf(context, id);
  const users = [
    ...namesOfWaysRequiring(data, (requirement) => requirement.type === 'device' && requirement.deviceId === id),
    ...data.all('device').flatMap(({ simIn, label }) => (simIn === id ? [label] : [])),
  ];
  if (users.length > 0) throw invalid('device-in-use', users);
  for (const loss of data.all('loss')) {
    if (!loss.deviceIds.includes(id)) continue;
    data.put('loss', { ...loss, deviceIds: loss.deviceIds.filter((deviceId) => deviceId !== id) });
  }
  data.remove('device', id);
  note(context, 'device-removed', null, detailsOf(device));
}

/** Records a device as lost, or as back in use; one that is so already is left as it is. Throws `input-invalid` (`no-such-device`). */
export function setDeviceLost(context: ChangeContext, id: string, state: 'lost' | 'found'): void {
  const device = deviceOf(context, id);
  const lostAt = state === 'lost' ? context.now : null;
  if ((device.lostAt === null) === (lostAt === null)) return;
  context.data.put('device', { ...device, lostAt, asOf: context.now });
  note(context, state === 'lost' ? 'device-lost' : 'device-found', null, detailsOf(device));
}

/** Finds a device or throws `input-invalid` (`no-such-device`). */
export function deviceOf({ data }: ChangeContext, id: string): Device {
  const device = data.get('device', id);
  if (device === null) throw invalid('no-such-device');
  return device;
}

function checked({ data }: ChangeContext, given: Device): Device {
  const { owner, place, carriedOn, note: words } = given;
  const device = {
    ...given,
    owner: emptyAsNull(owner),
    place: emptyAsNull(place),
    carriedOn: emptyAsNull(carriedOn),
    note: emptyAsNull(words),
  };
  if (device.simIn !== null) {
    if (device.kind !== 'phone-number') throw invalid('device');
    if (data.get('device', device.simIn)?.kind !== 'phone') throw invalid('no-such-device');
  }
  const identity = deviceIdentity(device);
  const isTaken = data.all('device').some((other) => other.id !== device.id && deviceIdentity(other) === identity);
  if (isTaken) throw invalid('device-exists');
  return device;
}

/** Returns the details of a device for an entry of the activity. */
function detailsOf({ kind, label }: Device) {
  return { kind, name: label };
}
