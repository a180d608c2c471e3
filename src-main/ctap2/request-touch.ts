import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import type { AuthenticatorInfo } from './commands/authenticator-info.ts';
import { makeCredential, type MakeCredentialRequest } from './commands/make-credential.ts';
import { selection } from './commands/selection.ts';
import { CtapError } from './ctap-error.ts';
import type { CtapSession } from './ctap-session.ts';
import type { CtapStatusName } from './status-codes.ts';

/**
 * A registration that can never happen: CTAP 2.0 §5.1 says that an empty pinAuth only waits for a touch. The protocol goes
 * with it because some keys (Titan v2, Token2 T2F2-NFC) refuse the request otherwise, without waiting.
 */
const touchOnly: MakeCredentialRequest = {
  clientDataHash: new Uint8Array(32),
  rp: { id: 'touch.invalid', name: 'touch' },
  user: { id: Uint8Array.of(1), name: 'touch', displayName: 'touch' },
  algorithms: [-7],
  pinUvAuth: { protocol: 1, param: new Uint8Array(0) },
};

/** The statuses with which keys answer `touchOnly` once they have been touched; Feitian and Token2 T2F2 say PIN_AUTH_INVALID. */
const touched: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'PIN_NOT_SET',
  'PIN_INVALID',
  'PIN_AUTH_INVALID',
]);

/**
 * Blinks the key and waits until it is touched: by authenticatorSelection where the key is of CTAP 2.1 or later, else by an empty
 * makeCredential. Throws CtapError otherwise: USER_ACTION_TIMEOUT, ACTION_TIMEOUT, OPERATION_DENIED, KEEPALIVE_CANCEL.
 */
export async function requestTouch(
  session: CtapSession,
  info: Pick<AuthenticatorInfo, 'versions'>,
  options: ExchangeOptions,
): Promise<void> {
  if (info.versions.includes('FIDO_2_1') || info.versions.includes('FIDO_2_3')) {
    await session.send(selection, null, options);
    return;
  }
  try {
    await session.send(makeCredential, touchOnly, options);
  } catch (error) {
    if (!(error instanceof CtapError) || !touched.has(error.status)) throw error;
  }
}
