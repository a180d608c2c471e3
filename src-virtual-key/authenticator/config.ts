import { concat } from '../codec/bytes.ts';
import type { HidActivity } from '../hid/activity.ts';
import { readProtocol } from './client-pin.ts';
import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { Permission } from './pin-token.ts';
import { RequestMap } from './request-map.ts';
import { verifyToken } from './verify-token.ts';

const largestRpIdList = 1;

/** Performs authenticatorConfig (CTAP 2.3 §6.11). */
export function config(state: KeyState, request: RequestMap, activity: HidActivity): null {
  const subCommand = request.uint(1);
  const switchesAlwaysUvOff = subCommand === 2 && state.alwaysUv && !state.protectedByUser;
  if ((state.protectedByUser || state.alwaysUv) && !switchesAlwaysUvOff) {
    const param = request.optionalBytes(4) ?? fail(Status.puatRequired);
    const protocol = readProtocol(state, request, 3);
    const params = request.has(2) ? request.raw(2) : new Uint8Array();
    const message = concat(new Uint8Array(32).fill(0xff), Uint8Array.of(0x0d, subCommand), params);
    verifyToken(state, protocol, message, param, Permission.config);
  }
  carryOut(state, subCommand, request);
  activity.transaction.carriedOut = true;
  return null;
}

function carryOut(state: KeyState, subCommand: number, request: RequestMap): void {
  const { enterpriseAttestation, longTouchForReset, quirks } = state.personality;
  switch (subCommand) {
    case 1:
      if (!enterpriseAttestation) fail(Status.invalidParameter);
      state.enterpriseAttestation = true;
      return;
    case 2:
      if (quirks.alwaysUvStaysOn === true && state.alwaysUv) fail(Status.operationDenied);
      if (quirks.configDoesNothing !== true) state.alwaysUv = !state.alwaysUv;
      return;
    case 3:
      return setMinPinLength(state, request.optionalMap(2) ?? new RequestMap(new Map()));
    case 4:
      if (!longTouchForReset) break;
      state.longTouchForReset = true;
      return;
  }
  fail(quirks.unknownSubCommandStatus ?? Status.invalidSubCommand);
}

function setMinPinLength(state: KeyState, params: RequestMap): void {
  const length = params.optionalUint(1) ?? state.minPinLength;
  const rpIds = params.optionalList(2);
  const force = params.optionalBoolean(3) ?? false;
  const complexity = params.optionalBoolean(4) ?? false;
  if (length < state.minPinLength || length > 63) fail(Status.pinPolicyViolation);
  if (force && state.pin === null) fail(Status.pinNotSet);
  if (rpIds !== null && rpIds.length > largestRpIdList) fail(Status.keyStoreFull);
  if (rpIds !== null && !state.personality.extensions.includes('minPinLength')) fail(Status.invalidParameter);
  if (complexity && !state.personality.pinComplexity) fail(Status.invalidParameter);
  state.minPinLength = length;
  if (complexity) state.pinComplexity = true;
  if (force || (state.pin !== null && state.pin.codePoints < length)) state.forcePinChange = true;
  if (rpIds !== null) {
    state.minPinRpIds = rpIds.map((rpId) => (typeof rpId === 'string' ? rpId : fail(Status.cborUnexpectedType)));
  }
}
