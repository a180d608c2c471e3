import { equalBytes } from '../../src-shared/lib/bytes.ts';
import { type CtapHidChannel, CtapHidCommand, type ExchangeOptions } from './ctaphid-channel.ts';
import { CtapHidError } from './ctaphid-error.ts';

const LONGEST_LOCK_SECONDS = 10;

/** Sends PING with any payload and checks the echo (CTAP 2.1 §11.2.9.1.4). Throws CtapHidError. */
export async function ping(channel: CtapHidChannel, payload: Uint8Array, options: ExchangeOptions): Promise<void> {
  const echo = await channel.exchange(CtapHidCommand.ping, payload, options);
  if (!equalBytes(echo, payload)) throw new CtapHidError('protocol', 'PING came back changed', { sent: true });
}

/**
 * Blinks the key (CTAP 2.1 §11.2.9.2.1). Returns false without any I/O where the key does not offer it. Never call it right before a CBOR
 * command: some keys then fail that one. Throws CtapHidError.
 */
export async function wink(channel: CtapHidChannel, options: ExchangeOptions): Promise<boolean> {
  if (!channel.info.capabilities.wink) return false;
  await channel.exchange(CtapHidCommand.wink, new Uint8Array(0), options);
  return true;
}

/**
 * Reserves the key for this channel for 1 to 10 seconds, or releases it with 0 (CTAP 2.1 §11.2.9.2.2). Optional for
 * keys, which then answer INVALID_CMD. Throws RangeError and CtapHidError.
 */
export async function lock(channel: CtapHidChannel, seconds: number, options: ExchangeOptions): Promise<void> {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_LOCK_SECONDS) {
    throw new RangeError('a lock lasts 0 to 10 seconds');
  }
  await channel.exchange(CtapHidCommand.lock, Uint8Array.of(seconds), options);
}
