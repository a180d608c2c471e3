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

/** The statuses with which keys answer `touchOnly` once they have been touched (CTAP 2.1 §6.1.2 step 1), and for no other reason. */
const touched: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>(['PIN_NOT_SET', 'PIN_INVALID']);

/**
 * The statuses with which keys end `touchOnly` without saying whether they were touched: Feitian and Token2 T2F2 say
 * PIN_AUTH_INVALID after a touch, others say it at once; some want the PIN before they wait.
 */
const unproven: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'PIN_AUTH_INVALID',
  'PUAT_REQUIRED',
]);

/** The statuses with which keys say that they do not know authenticatorSelection. */
const selectionUnknown: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'INVALID_COMMAND',
  'INVALID_SUBCOMMAND',
  'UNSUPPORTED_OPTION',
]);

/**
 * Blinks the key and waits until it is touched: by authenticatorSelection where the key is of CTAP 2.1 or later and knows it, else
 * by an empty makeCredential. Returns false where the key ended that without proving a touch. Throws CtapError otherwise:
 * USER_ACTION_TIMEOUT, ACTION_TIMEOUT, OPERATION_DENIED, KEEPALIVE_CANCEL.
 */
export async function requestTouch(
  session: CtapSession,
  info: Pick<AuthenticatorInfo, 'versions'>,
  options: ExchangeOptions,
): Promise<boolean> {
  if (info.versions.includes('FIDO_2_1') || info.versions.includes('FIDO_2_3')) {
    const refusal = await refusalOf(session.send(selection, null, options));
    if (refusal === null) return true;
    if (unproven.has(refusal.status)) return false;
    if (!selectionUnknown.has(refusal.status)) throw refusal;
  }
  const refusal = await refusalOf(session.send(makeCredential, touchOnly, options));
  // A key that overlooks the empty param makes the credential, and no key makes one without a touch.
  if (refusal === null || touched.has(refusal.status)) return true;
  if (unproven.has(refusal.status)) return false;
  throw refusal;
}

async function refusalOf(command: Promise<unknown>): Promise<CtapError | null> {
  try {
    await command;
    return null;
  } catch (error) {
    if (error instanceof CtapError) return error;
    throw error;
  }
}
