import type { AuthenticatorInfo } from '../ctap2/commands/get-info.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { type KeyExchange, startKeyExchange } from '../ctap2/pin-uv-auth/key-exchange.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import { newPinFailure } from '../ctap2/pin-uv-auth/pin-rules.ts';
import { changePin as sendChangePin, setPin as sendSetPin } from '../ctap2/pin-uv-auth/set-pin.ts';
import { deadlines } from './deadlines.ts';
import { during, duringPinUse, KeyFailure } from './to-operation-failure.ts';

interface PinContext {
  readonly session: CtapSession;
  readonly info: AuthenticatorInfo;
  readonly signal?: AbortSignal | undefined;
}

/** Sets the first PIN. Throws KeyFailure, before anything is sent where the key's own rules already say no. */
export async function setPin(context: PinContext, pin: Pin): Promise<void> {
  const clientPin = context.info.options.get('clientPin');
  if (clientPin === undefined) throw new KeyFailure({ kind: 'not-supported', feature: 'pin' });
  if (clientPin) throw new KeyFailure({ kind: 'pin-already-set' });
  requireLawful(pin, context.info);
  const exchange = await keyExchange(context);
  const sending = sendSetPin(context.session, exchange, pin, deadlines.write);
  await during({ operation: 'set-pin', changesKey: true }, sending);
}

/**
 * Changes the PIN: sent once, so that a wrong current PIN costs exactly one try (reliability D-14). Throws CtapError for
 * the key's refusals, which the caller completes with the tries left, and KeyFailure for everything else.
 */
export async function changePin(context: PinContext, current: Pin, next: Pin): Promise<void> {
  requireLawful(next, context.info);
  // CTAP 2.1 §6.5.5.6: a forced change to the same PIN is refused by the key, after it has cost nothing but confusion.
  if (context.info.forcePinChange && current.equals(next)) throw new KeyFailure({ kind: 'pin-same' });
  const exchange = await keyExchange(context);
  const sending = sendChangePin(context.session, exchange, current, next, deadlines.write);
  await duringPinUse({ operation: 'change-pin', changesKey: true }, sending);
}

function requireLawful(pin: Pin, info: AuthenticatorInfo): void {
  const failure = newPinFailure(pin, info);
  if (failure !== null) throw new KeyFailure(failure);
}

async function keyExchange({ session, info, signal }: PinContext): Promise<KeyExchange> {
  const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
  if (protocol === null) throw new KeyFailure({ kind: 'not-supported', feature: 'pin-uv-auth-protocol' });
  const exchange = await startKeyExchange(session, protocol, { ...deadlines.quick, signal });
  if (signal?.aborted === true) exchange.wipe();
  signal?.throwIfAborted();
  return exchange;
}
