import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/**
 * Returns what announces that a key waits for its owner in the middle of a command that needs no touch: keys with a display ask
 * there. The word is "look", not "touch".
 */
export function watchOwner({ report }: Pick<OpenedKey<'look'>, 'report'>): (state: 'working' | 'touch') => void {
  return (state) => {
    if (state === 'touch') report('look');
  };
}

/** Returns the limits of a command that writes, or that sends a PIN: once sent it is not cancelled, and the wait for the key's owner is announced. */
export function writeOptions(opened: Pick<OpenedKey<'look'>, 'report'>): ExchangeOptions {
  return { ...deadlines.write, onKeepalive: watchOwner(opened) };
}
