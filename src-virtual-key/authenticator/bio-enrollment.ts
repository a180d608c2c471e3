import { concat, sameBytes, utf8 } from '../codec/bytes.ts';
import type { CborMap, CborValue } from '../codec/cbor-types.ts';
import type { HidActivity } from '../hid/activity.ts';
import { readProtocol } from './client-pin.ts';
import { Status, fail } from './ctap-status.ts';
import type { FingerprintTemplate, KeyState } from './key-state.ts';
import { Permission } from './pin-token.ts';
import type { RequestMap } from './request-map.ts';
import type { TouchOutcome } from './touch-sensor.ts';
import { verifyToken } from './verify-token.ts';

const samplesPerFinger = 4;
const largestNumberOfFingers = 5;
const longestName = 15;
const good = 0x00;
const poorQuality = 0x07;
const noUserActivity = 0x0d;

/** Performs authenticatorBioEnrollment, command 09 or its preview 40 (CTAP 2.1 §6.7), for a touch sensor. */
export async function bioEnrollment(
  state: KeyState,
  request: RequestMap,
  activity: HidActivity,
): Promise<CborMap | null> {
  if (request.optionalBoolean(6) === true) return new Map([[1, 1]]);
  const subCommand = request.uint(2);
  if ((request.optionalUint(1) ?? 1) !== 1) fail(Status.invalidParameter);
  if (subCommand === 3) return null;
  if (subCommand === 7) {
    return new Map([
      [2, 1],
      [3, samplesPerFinger],
      [8, longestName],
    ]);
  }
  if (![1, 2, 4, 5, 6].includes(subCommand)) {
    return fail(state.personality.quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
  }
  authorise(state, request, subCommand);
  switch (subCommand) {
    case 1:
      return begin(state, activity);
    case 2:
      return sample(state, request.child(3).bytes(1), activity);
    case 4:
      return enumerate(state);
    case 5:
      return rename(state, request.child(3), activity);
    default:
      return remove(state, request.child(3).bytes(1), activity);
  }
}

function authorise(state: KeyState, request: RequestMap, subCommand: number): void {
  const param = request.optionalBytes(5) ?? fail(Status.puatRequired);
  const protocol = readProtocol(state, request, 4);
  const params = request.has(3) ? request.raw(3) : new Uint8Array();
  verifyToken(state, protocol, concat(Uint8Array.of(1, subCommand), params), param, Permission.bioEnrollment);
}

async function begin(state: KeyState, activity: HidActivity): Promise<CborMap> {
  if (state.fingerprints.length >= largestNumberOfFingers) fail(Status.fingerprintDatabaseFull);
  state.enrolment = { id: state.random.bytes(2), remaining: samplesPerFinger };
  const answer = await capture(state, activity);
  return new Map<number, CborValue>([[4, state.enrolment.id], ...answer]);
}

async function sample(state: KeyState, id: Uint8Array, activity: HidActivity): Promise<CborMap> {
  if (state.enrolment === null || !sameBytes(state.enrolment.id, id)) fail(Status.invalidParameter);
  return new Map<number, CborValue>(await capture(state, activity));
}

async function capture(state: KeyState, activity: HidActivity): Promise<[number, number][]> {
  const enrolment = state.enrolment ?? fail(Status.invalidParameter);
  // Only the last sample leaves anything on the key.
  activity.transaction.destructive = enrolment.remaining === 1;
  const outcome = await state.touch.wait(activity);
  if (outcome === 'cancelled') fail(Status.keepaliveCancel);
  const status = statusOf(state, outcome);
  if (status === good) enrolment.remaining--;
  if (enrolment.remaining === 0) {
    state.enrolment = null;
    const template = { id: enrolment.id, name: null };
    write(state, activity, 'enrolmentDoesNothing', () => (state.fingerprints = [...state.fingerprints, template]));
  }
  return [
    [5, status],
    [6, enrolment.remaining],
  ];
}

/** Returns what the sensor says of a touch: what was planned for it, else that it was good. */
function statusOf({ plannedSamples }: KeyState, outcome: TouchOutcome): number {
  if (outcome === 'timeout') return noUserActivity;
  return outcome === 'refused' ? poorQuality : (plannedSamples.shift() ?? good);
}

function enumerate(state: KeyState): CborMap {
  if (state.fingerprints.length === 0) fail(Status.invalidOption);
  const infos = state.fingerprints.map((template) => {
    const info = new Map<number, CborValue>([[1, template.id]]);
    if (template.name !== null) info.set(2, template.name);
    return info;
  });
  return new Map([[7, infos]]);
}

function rename(state: KeyState, params: RequestMap, activity: HidActivity): null {
  const template = find(state, params.bytes(1));
  const name = params.text(2);
  if (utf8(name).length > longestName) fail(Status.invalidLength);
  write(state, activity, 'renamingDoesNothing', () => (template.name = name));
  return null;
}

function remove(state: KeyState, id: Uint8Array, activity: HidActivity): null {
  const template = find(state, id);
  const rest = state.fingerprints.filter((other) => other !== template);
  write(state, activity, 'deletionDoesNothing', () => (state.fingerprints = rest));
  return null;
}

function write(
  state: KeyState,
  activity: HidActivity,
  without: 'enrolmentDoesNothing' | 'renamingDoesNothing' | 'deletionDoesNothing',
  change: () => void,
): void {
  const { quirks } = state.personality;
  if (quirks[without] !== true) {
    change();
    activity.transaction.carriedOut = true;
  }
  if (quirks.tokenDiesAfterWrite === true) state.token = null;
}

function find(state: KeyState, id: Uint8Array): FingerprintTemplate {
  return state.fingerprints.find((template) => sameBytes(template.id, id)) ?? fail(Status.invalidOption);
}
