import { Status, fail } from './ctap-status.ts';
import type { KeyState } from './key-state.ts';
import { type PinProtocol, verifyParam } from './pin-protocol.ts';
import { type PinToken, tokenExpired } from './pin-token.ts';

/**
 * Checks a pinUvAuthParam against the token in use and its permission (CTAP 2.1 §6.5.5.7, verify). Ends the command
 * with 33 when the token is not in use, has run out, belongs to another protocol or lacks the permission.
 */
export function verifyToken(
  state: KeyState,
  protocol: PinProtocol,
  message: Uint8Array,
  param: Uint8Array,
  permission: number,
): PinToken {
  const token = liveToken(state);
  const { quirks } = state.personality;
  const good =
    token !== null &&
    token.protocol === protocol.number &&
    verifyParam(protocol, token.bytes, message, param, quirks.acceptsShortMac === true);
  if (!good) {
    if (quirks.staleTokenCostsRetry === true) state.pinRetries = Math.max(0, state.pinRetries - 1);
    return fail(Status.pinAuthInvalid);
  }
  if ((token.permissions & permission) === 0) fail(Status.pinAuthInvalid);
  token.used = true;
  if (quirks.oneUseToken === true) state.token = null;
  return token;
}

/** Returns the token in use, or null; one that has run out is put away. */
export function liveToken(state: KeyState): PinToken | null {
  if (state.token !== null && tokenExpired(state.token, state.clock)) state.token = null;
  return state.token;
}
