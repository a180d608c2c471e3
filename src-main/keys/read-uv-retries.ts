import { getUvRetries } from '../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { CtapError, CtapResponseError } from '../ctap2/ctap-error.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/** Reads the tries left of built-in user verification, free of charge; null where it is not set up, or the key does not tell them. */
export async function readUvRetries(
  { session, signal }: OpenedKey,
  { options, pinUvAuthProtocols }: AuthenticatorInfo,
): Promise<number | null> {
  const protocol = choosePinUvAuthProtocol(pinUvAuthProtocols);
  // Keys of CTAP 2.0 have built-in verification and no way to ask for its tries.
  const canTell = options.get('pinUvAuthToken') === true || options.get('uvToken') === true;
  if (options.get('uv') !== true || !canTell || protocol === null) return null;
  try {
    return await session.send(getUvRetries, { protocol: protocol.version }, { ...deadlines.quick, signal });
  } catch (error) {
    if (error instanceof CtapError || error instanceof CtapResponseError) return null;
    throw error;
  }
}
