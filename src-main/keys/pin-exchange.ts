import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { type KeyExchange, startKeyExchange } from '../ctap2/pin-uv-auth/key-exchange.ts';
import type { PinUvAuthProtocol } from '../ctap2/pin-uv-auth/pin-uv-auth-protocol.ts';
import { deadlines } from './deadlines.ts';
import { KeyFailure } from './operation-failure.ts';
import type { OpenedKey } from './opened-key.ts';

/** Returns the best of the PIN protocols that a key offers and we speak. Throws KeyFailure where there is none. */
export function requireProtocol(offered: AuthenticatorInfo['pinUvAuthProtocols']): PinUvAuthProtocol {
  const protocol = choosePinUvAuthProtocol(offered);
  if (protocol === null) throw new KeyFailure({ kind: 'not-supported', feature: 'pin-uv-auth-protocol' });
  return protocol;
}

/** Fetches the key's agreement key for one command that carries a PIN; the last moment at which it can be given up. */
export async function startPinExchange(
  { session, signal }: OpenedKey,
  protocol: PinUvAuthProtocol,
): Promise<KeyExchange> {
  const exchange = await startKeyExchange(session, protocol, { ...deadlines.quick, signal });
  if (signal.aborted) exchange.wipe();
  signal.throwIfAborted();
  return exchange;
}
