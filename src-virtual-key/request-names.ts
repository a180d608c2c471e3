import { readCborMap } from './codec/cbor-reader.ts';
import { HidCommand } from './hid/report-frames.ts';
import type { Transaction } from './transaction-log.ts';

/** CTAP command bytes (CTAP 2.1 §6). */
export const CtapCommand = {
  makeCredential: 0x01,
  getAssertion: 0x02,
  getInfo: 0x04,
  clientPin: 0x06,
  reset: 0x07,
  getNextAssertion: 0x08,
  bioEnrollment: 0x09,
  credentialManagement: 0x0a,
  selection: 0x0b,
  largeBlobs: 0x0c,
  config: 0x0d,
  bioEnrollmentPreview: 0x40,
  credentialManagementPreview: 0x41,
} as const;

const clientPinNames: readonly (string | undefined)[] = [
  undefined,
  'getPinRetries',
  'getKeyAgreement',
  'setPin',
  'changePin',
  'getPinToken',
  'getPinUvAuthTokenUsingUv',
  'getUvRetries',
  undefined,
  'getPinUvAuthTokenUsingPin',
];

const credentialManagementNames: readonly (string | undefined)[] = [
  undefined,
  'getCredsMetadata',
  'enumerateRpsBegin',
  'enumerateRpsGetNext',
  'enumerateCredentialsBegin',
  'enumerateCredentialsGetNext',
  'deleteCredential',
  'updateUserInformation',
];

const bioEnrollmentNames: readonly (string | undefined)[] = [
  'getModality',
  'enrollBegin',
  'enrollCaptureNextSample',
  'cancelCurrentEnrollment',
  'enumerateEnrollments',
  'setFriendlyName',
  'removeEnrollment',
  'getFingerprintSensorInfo',
];

const configNames: readonly (string | undefined)[] = [
  undefined,
  'enableEnterpriseAttestation',
  'toggleAlwaysUv',
  'setMinPinLength',
  'enableLongTouchForReset',
];

interface Family {
  readonly name: string;
  readonly subCommandKey: number | null;
  readonly subNames: readonly (string | undefined)[];
}

const families = new Map<number, Family>([
  [0x01, { name: 'makeCredential', subCommandKey: null, subNames: [] }],
  [0x02, { name: 'getAssertion', subCommandKey: null, subNames: [] }],
  [0x04, { name: 'getInfo', subCommandKey: null, subNames: [] }],
  [0x06, { name: 'clientPin', subCommandKey: 2, subNames: clientPinNames }],
  [0x07, { name: 'reset', subCommandKey: null, subNames: [] }],
  [0x08, { name: 'getNextAssertion', subCommandKey: null, subNames: [] }],
  [0x09, { name: 'bioEnrollment', subCommandKey: 2, subNames: bioEnrollmentNames }],
  [0x0a, { name: 'credentialManagement', subCommandKey: 1, subNames: credentialManagementNames }],
  [0x0b, { name: 'selection', subCommandKey: null, subNames: [] }],
  [0x0c, { name: 'largeBlobs', subCommandKey: null, subNames: [] }],
  [0x0d, { name: 'config', subCommandKey: 1, subNames: configNames }],
  [0x40, { name: 'bioEnrollment', subCommandKey: 2, subNames: bioEnrollmentNames }],
  [0x41, { name: 'credentialManagement', subCommandKey: 1, subNames: credentialManagementNames }],
]);

const pinBearing: ReadonlySet<string> = new Set([
  'clientPin.setPin',
  'clientPin.changePin',
  'clientPin.getPinToken',
  'clientPin.getPinUvAuthTokenUsingPin',
]);

const destructive: ReadonlySet<string> = new Set([
  'clientPin.setPin',
  'clientPin.changePin',
  'credentialManagement.deleteCredential',
  'credentialManagement.updateUserInformation',
  'bioEnrollment.setFriendlyName',
  'bioEnrollment.removeEnrollment',
  'config.enableEnterpriseAttestation',
  'config.toggleAlwaysUv',
  'config.setMinPinLength',
  'config.enableLongTouchForReset',
  'largeBlobs.set',
  'makeCredential',
  'reset',
]);

const hidNames = new Map<number, string>([
  [HidCommand.ping, 'ping'],
  [HidCommand.lock, 'lock'],
  [HidCommand.init, 'init'],
  [HidCommand.wink, 'wink'],
]);

export type RequestDescription = Pick<
  Transaction,
  'name' | 'ctapCommand' | 'subCommand' | 'pinBearing' | 'destructive'
>;

/** Returns the name of a request for the log and the fault script. Never throws: an unreadable request is named by its command byte. */
export function describeRequest(command: number, payload: Uint8Array): RequestDescription {
  if (command === HidCommand.cbor) return describeCbor(payload);
  if (command === HidCommand.msg) return describeApdu(payload);
  const name = hidNames.get(command) ?? (command >= 0x40 ? `vendor.${hexByte(command)}` : `hid.${hexByte(command)}`);
  return { name, ctapCommand: null, subCommand: null, pinBearing: false, destructive: false };
}

function describeCbor(payload: Uint8Array): RequestDescription {
  const ctapCommand = payload[0] ?? null;
  const family = ctapCommand === null ? undefined : families.get(ctapCommand);
  if (ctapCommand === null || family === undefined) {
    return {
      name: `ctap.${hexByte(ctapCommand ?? 0)}`,
      ctapCommand,
      subCommand: null,
      pinBearing: false,
      destructive: false,
    };
  }
  let name = family.name;
  let subCommand: number | null = null;
  if (ctapCommand === CtapCommand.largeBlobs) name = `largeBlobs.${member(payload, 2) === null ? 'get' : 'set'}`;
  if (family.subCommandKey !== null) {
    const value = member(payload, family.subCommandKey);
    subCommand = typeof value === 'number' ? value : null;
    name = `${name}.${subCommand === null ? 'missing' : (family.subNames[subCommand] ?? hexByte(subCommand))}`;
  }
  const changes = destructive.has(name) && (ctapCommand !== CtapCommand.makeCredential || isStored(payload));
  return { name, ctapCommand, subCommand, pinBearing: pinBearing.has(name), destructive: changes };
}

/** Checks whether a new credential takes room on the key: it is discoverable. */
function isStored(payload: Uint8Array): boolean {
  const options = member(payload, 7);
  return options instanceof Map && options.get('rk') === true;
}

function describeApdu(payload: Uint8Array): RequestDescription {
  const instruction = payload[1] ?? null;
  const names: readonly (string | undefined)[] = [undefined, 'register', 'authenticate', 'version'];
  return {
    name: `u2f.${instruction === null ? 'empty' : (names[instruction] ?? hexByte(instruction))}`,
    ctapCommand: instruction,
    subCommand: null,
    pinBearing: false,
    destructive: instruction === 1,
  };
}

function member(payload: Uint8Array, key: number): unknown {
  try {
    return readCborMap(payload.subarray(1)).map.get(key) ?? null;
  } catch {
    return null;
  }
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
