import type { PinUvAuthProtocol } from './pin-uv-auth-protocol.ts';
import { protocolOne } from './protocol-one.ts';
import { protocolTwo } from './protocol-two.ts';

/**
 * Chooses the first protocol of the key's list that we speak; null where there is none. CTAP 2.3 §6.5.5: the list is the
 * key's order of preference, and everything within one opening must use the same one.
 */
export function choosePinUvAuthProtocol(offered: readonly number[]): PinUvAuthProtocol | null {
  for (const version of offered) {
    if (version === 1) return protocolOne;
    if (version === 2) return protocolTwo;
  }
  return null;
}
