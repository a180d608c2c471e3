import type { CborMap, RawItem } from '../codec/cbor-types.ts';
import { writeCbor } from '../codec/cbor-writer.ts';
import { concat } from '../codec/bytes.ts';
import { type HidActivity, HidErrorAnswer, aborted, pause } from '../hid/activity.ts';
import { HidCommand, HidErrorCode } from '../hid/report-frames.ts';
import { CtapCommand } from '../request-names.ts';
import { bioEnrollment } from './bio-enrollment.ts';
import { clientPin } from './client-pin.ts';
import { config } from './config.ts';
import { credentialManagement } from './credential-management.ts';
import { CtapFailure, Status, fail } from './ctap-status.ts';
import { getAssertion, getNextAssertion } from './get-assertion.ts';
import { getInfo } from './get-info.ts';
import type { KeyState } from './key-state.ts';
import { largeBlobs } from './large-blobs.ts';
import { makeCredential } from './make-credential.ts';
import { RequestMap } from './request-map.ts';
import { requireLongTouch, requireTouch } from './user-verification.ts';

type Body = CborMap | RawItem | null;

/** Performs one CBOR message: command byte and canonical map in, status byte and map out. */
export async function answerCbor(state: KeyState, message: Uint8Array, activity: HidActivity): Promise<Uint8Array> {
  const { quirks, commands, maxMessageSize } = state.personality;
  const command = message[0];
  if (command === undefined) throw new HidErrorAnswer(HidErrorCode.invalidLength);
  if (quirks.cborHangs === true) await aborted(activity.signal);
  if (command === CtapCommand.getInfo && quirks.infoRefused === true) {
    throw new HidErrorAnswer(HidErrorCode.invalidCommand);
  }
  forgetInterrupted(state, command, activity);
  try {
    if (message.length > maxMessageSize) fail(Status.requestTooLarge);
    if (!commands.includes(command)) fail(Status.invalidCommand);
    await work(state, activity);
    const body = await carryOut(state, command, RequestMap.read(message.subarray(1)), activity);
    // Destructive commands say themselves when they took effect.
    if (!activity.transaction.destructive) activity.transaction.carriedOut = true;
    return concat(Uint8Array.of(Status.ok), body === null ? new Uint8Array() : writeCbor(body));
  } catch (error) {
    if (error instanceof CtapFailure) return Uint8Array.of(error.status);
    throw error;
  }
}

async function carryOut(state: KeyState, command: number, request: RequestMap, activity: HidActivity): Promise<Body> {
  switch (command) {
    case CtapCommand.getInfo:
      return getInfo(state);
    case CtapCommand.clientPin:
      return clientPin(state, request, activity);
    case CtapCommand.credentialManagement:
      return credentialManagement(state, request, activity, false);
    case CtapCommand.credentialManagementPreview:
      return credentialManagement(state, request, activity, true);
    case CtapCommand.makeCredential:
      return makeCredential(state, request, activity);
    case CtapCommand.getAssertion:
      return getAssertion(state, request, activity);
    case CtapCommand.getNextAssertion:
      return getNextAssertion(state, activity);
    case CtapCommand.bioEnrollment:
    case CtapCommand.bioEnrollmentPreview:
      return bioEnrollment(state, request, activity);
    case CtapCommand.config:
      return config(state, request, activity);
    case CtapCommand.largeBlobs:
      return largeBlobs(state, request, activity);
    case CtapCommand.selection:
      await requireTouch(state, activity);
      activity.transaction.carriedOut = true;
      return null;
    case CtapCommand.reset:
      return reset(state, activity);
    default:
      return fail(Status.invalidCommand);
  }
}

// CTAP 2.1 §6.6: only soon after power-up, and only with a touch, a long one where that is set (CTAP 2.2).
async function reset(state: KeyState, activity: HidActivity): Promise<null> {
  const { resetWindowMs, quirks, transportsForReset } = state.personality;
  const isLate = state.clock.now() - state.poweredAt >= resetWindowMs;
  if (isLate) fail(quirks.lateResetStatus ?? Status.notAllowed);
  if (transportsForReset?.includes('usb') === false) fail(Status.operationDenied);
  await (state.longTouchForReset ? requireLongTouch : requireTouch)(state, activity);
  if (quirks.resetDoesNothing !== true) state.reset();
  activity.transaction.carriedOut = true;
  return null;
}

// A stateful command ends when any other command comes in between (CTAP 2.1 §6.8, stateful commands).
function forgetInterrupted(state: KeyState, command: number, activity: HidActivity): void {
  const { name } = activity.transaction;
  if (!name.startsWith('credentialManagement.enumerate') || !name.endsWith('GetNext')) state.enumeration = null;
  if (command !== CtapCommand.getNextAssertion) state.assertions = null;
  if (name !== 'largeBlobs.set') state.blobWrite = null;
  if (name !== 'bioEnrollment.enrollCaptureNextSample') state.enrolment = null;
}

async function work(state: KeyState, activity: HidActivity): Promise<void> {
  const { flashMs, silentWork } = state.personality.quirks;
  if (flashMs === undefined || !activity.transaction.destructive) return;
  const stop = silentWork === true ? () => undefined : activity.keepalive('working');
  const cancelled = await pause(state.clock, flashMs, activity.signal);
  stop();
  if (cancelled) fail(Status.keepaliveCancel);
}

/** Refuses what this kind of key does not speak with CTAPHID_ERROR 01. */
export function refuseUnsupported(state: KeyState, command: number): void {
  const { capabilities } = state.personality;
  const speaks =
    (command === HidCommand.cbor && (capabilities & 4) !== 0) ||
    (command === HidCommand.msg && (capabilities & 8) === 0) ||
    command >= 0x40;
  if (!speaks) throw new HidErrorAnswer(HidErrorCode.invalidCommand);
}
