import type { HidActivity } from '../hid/activity.ts';
import { readProtocol } from './client-pin.ts';
import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { type PinToken, Permission, tokenUserPresent } from './pin-token.ts';
import type { RequestMap } from './request-map.ts';
import { requireTouch, verifyUser } from './user-verification.ts';
import { verifyToken } from './verify-token.ts';

export interface UserAuthorisation {
  readonly verified: boolean;
  /** A touch that still counts has been given. */
  readonly present: boolean;
  readonly token: PinToken | null;
}

export interface UserRequest {
  readonly rpId: string;
  readonly clientDataHash: Uint8Array;
  readonly permission: number;
  /** Keys of pinUvAuthParam and pinUvAuthProtocol in the request. */
  readonly paramKey: number;
  readonly protocolKey: number;
  readonly uvOption: boolean;
}

/**
 * Answers an empty pinUvAuthParam, which old hosts use to ask for a touch (CTAP 2.1 §6.1.2 step 1): waits for the touch,
 * then ends with 35 or 31.
 */
export async function answerTouchProbe(
  state: KeyState,
  request: RequestMap,
  key: number,
  activity: HidActivity,
): Promise<void> {
  const param = request.optionalBytes(key);
  if (param === null || param.length > 0) return;
  const { emptyPinParamStatus } = state.personality.quirks;
  if (emptyPinParamStatus !== undefined) fail(emptyPinParamStatus);
  await requireTouch(state, activity);
  activity.transaction.carriedOut = true;
  fail(state.pin === null ? Status.pinNotSet : Status.pinInvalid);
}

/** Checks whether the user is verified, by token or by finger (CTAP 2.1 §6.1.2 step 11, §6.2.2 step 6). */
export async function authoriseUser(
  state: KeyState,
  request: RequestMap,
  asked: UserRequest,
  activity: HidActivity,
): Promise<UserAuthorisation> {
  const param = request.optionalBytes(asked.paramKey);
  if (param !== null) {
    const protocol = readProtocol(state, request, asked.protocolKey);
    if (state.pin === null && state.fingerprints.length === 0) fail(Status.pinNotSet);
    const token = verifyToken(state, protocol, asked.clientDataHash, param, asked.permission);
    if (token.rpId !== null && token.rpId !== asked.rpId) fail(Status.pinAuthInvalid);
    if (!token.userVerified) fail(Status.pinAuthInvalid);
    if (state.personality.permissions) token.rpId ??= asked.rpId;
    return { verified: true, present: tokenUserPresent(token, state.clock), token };
  }
  if (asked.uvOption) {
    await verifyUser(state, activity);
    return { verified: true, present: true, token: null };
  }
  return { verified: false, present: false, token: null };
}

/** Reads option uv; 2C when built-in verification cannot serve. */
export function readUvOption(state: KeyState, options: RequestMap | null, hasParam: boolean): boolean {
  const asked = options?.optionalBoolean('uv') ?? false;
  if (!asked || hasParam) return false;
  if (state.fingerprints.length === 0) fail(Status.invalidOption);
  return true;
}

// A request that needs verification and has none: 36 when a PIN could help, else 27.
export function refuseUnverified(state: KeyState): never {
  return fail(state.pin !== null ? Status.puatRequired : Status.operationDenied);
}

/** Waits for a touch unless one counts already, then takes the token's permissions away (CTAP 2.1 §6.1.2 step 14). */
export async function requirePresence(state: KeyState, user: UserAuthorisation, activity: HidActivity): Promise<void> {
  if (!user.present) await requireTouch(state, activity);
  if (user.token === null || !state.personality.permissions) return;
  user.token.permissions &= Permission.largeBlobWrite;
  user.token.userPresent = false;
}
