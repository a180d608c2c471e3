import type { PasskeyListing } from '../../src-shared/domain/credential.ts';
import { TokenPermission } from '../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/get-info.ts';
import { CtapError } from '../ctap2/ctap-error.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { startKeyExchange } from '../ctap2/pin-uv-auth/key-exchange.ts';
import { obtainTokenByPin } from '../ctap2/pin-uv-auth/obtain-token.ts';
import { maxPinBytes, type Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { PinUvAuthProtocol } from '../ctap2/pin-uv-auth/pin-uv-auth-protocol.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { deadlines } from './deadlines.ts';
import type { PinLockState } from './pin-state.ts';
import { duringPinUse, KeyFailure } from './to-operation-failure.ts';

/** CTAP 2.1 §6.5.1: no PIN is shorter, whatever a key's present minimum is. */
const shortestPin = 4;

/** Refuses, before anything is sent, what could only cost a try: a PIN that no key can have, a key that takes none now. */
export function requireUsablePin(pin: Pin, info: AuthenticatorInfo, lock: PinLockState): void {
  if (info.options.get('clientPin') !== true) throw new KeyFailure({ kind: 'pin-not-set' });
  if (lock.blocked) throw new KeyFailure({ kind: 'pin-blocked' });
  if (lock.needsReplug) throw new KeyFailure({ kind: 'pin-needs-replug' });
  if (pin.codePoints < shortestPin) throw new KeyFailure({ kind: 'pin-too-short', minimum: shortestPin });
  if (pin.byteLength > maxPinBytes) {
    throw new KeyFailure({ kind: 'pin-too-long', maximum: info.maxPinLength, maximumBytes: maxPinBytes });
  }
}

export interface UnlockContext {
  readonly session: CtapSession;
  readonly info: AuthenticatorInfo;
  readonly pin: Pin;
  readonly signal?: AbortSignal | undefined;
  /** The tries left before, and how to read them again: to prove that a refused token cost none. */
  readonly triesBefore: number | null;
  readonly readTriesAgain: () => Promise<number | null>;
  /** Lists with a fresh token. */
  readonly list: (token: PinUvAuthToken) => Promise<PasskeyListing>;
}

/**
 * Gets a token for credential management only (reliability D-18) and lists with it. Where the key refuses the very first
 * use of the token although the PIN was right (PIN_AUTH_INVALID: some keys mix up the PIN protocols), the other protocol
 * is tried once, and only if no try was lost. Throws KeyFailure, CtapError, CtapHidError; the token is wiped then.
 */
export async function unlockAndList(
  context: UnlockContext,
): Promise<{ readonly token: PinUvAuthToken; readonly listing: PasskeyListing }> {
  const offered = [...context.info.pinUvAuthProtocols];
  for (;;) {
    const protocol = choosePinUvAuthProtocol(offered);
    if (protocol === null) throw new KeyFailure({ kind: 'not-supported', feature: 'pin-uv-auth-protocol' });
    offered.splice(0, offered.indexOf(protocol.version) + 1);
    try {
      return await attempt(context, protocol);
    } catch (error) {
      const refused = error instanceof CtapError && error.status === 'PIN_AUTH_INVALID';
      const another = choosePinUvAuthProtocol(offered) !== null;
      if (
        !refused ||
        !another ||
        context.triesBefore === null ||
        (await context.readTriesAgain()) !== context.triesBefore
      )
        throw error;
    }
  }
}

async function attempt(
  context: UnlockContext,
  protocol: PinUvAuthProtocol,
): Promise<{ readonly token: PinUvAuthToken; readonly listing: PasskeyListing }> {
  const { session, info, pin, signal } = context;
  const exchange = await startKeyExchange(session, protocol, { ...deadlines.quick, signal });
  if (signal?.aborted === true) exchange.wipe();
  signal?.throwIfAborted();
  // From here on a try is at stake: the request is not cancelled half-way, and no answer means "outcome unknown".
  const purpose = { permissions: TokenPermission.credentialManagement };
  const request = obtainTokenByPin(session, info, exchange, pin, purpose, deadlines.write);
  const token = await duringPinUse({ operation: 'check-pin', changesKey: true }, request);
  try {
    return { token, listing: await context.list(token) };
  } catch (error) {
    token.wipe();
    throw error;
  }
}
