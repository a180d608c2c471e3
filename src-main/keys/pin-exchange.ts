import { type KeyExchange, startKeyExchange } from '../ctap2/pin-uv-auth/key-exchange.ts';
import type { PinUvAuthProtocol } from '../ctap2/pin-uv-auth/pin-uv-auth-protocol.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/** Fetches the key's agreement key for one command that carries a PIN; the last moment at which it can be given up. */
export async function startPinExchange(
  { session, signal, record }: OpenedKey,
  protocol: PinUvAuthProtocol,
): Promise<KeyExchange> {
  const exchange = await startKeyExchange(session, protocol, { ...deadlines.quick, signal });
  if (!exchange.peerNamesCurve) record.noteFinding({ kind: 'key-agreement-curve', detail: '0' });
  if (signal.aborted) exchange.wipe();
  signal.throwIfAborted();
  return exchange;
}
