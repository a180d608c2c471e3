import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { choosePinUvAuthProtocol } from '../../ctap2/pin-uv-auth/choose-protocol.ts';
import { obtainTokenByPin } from '../../ctap2/pin-uv-auth/obtain-token.ts';
import type { Pin } from '../../ctap2/pin-uv-auth/pin.ts';
import type { PinUvAuthProtocol } from '../../ctap2/pin-uv-auth/pin-uv-auth-protocol.ts';
import type { PinUvAuthToken } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { deadlines } from '../deadlines.ts';
import { listWithToken } from '../list-with-token.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf } from '../operation-failure.ts';
import { requireProtocol, startPinExchange } from '../pin-exchange.ts';
import { pinLock, showTries, withPinTry } from '../pin-lock.ts';
import { requireFido2, requirePasskeyCommands, requireUsablePin } from '../requirements.ts';

/** CTAP 2.1 §6.5.2.2: no key has more PIN tries. */
const fullTries = 8;

interface Unlocked {
  readonly token: PinUvAuthToken;
  readonly listing: PasskeyListing;
}

/**
 * Checks the PIN, lists the passkeys and keeps the token, which is for credential management only. Where the key refuses
 * the very first use of a token although the PIN was right (PIN_AUTH_INVALID: some keys mix up the PIN protocols), the
 * other protocol is tried once, and only if no try was lost. Throws KeyFailure; the token is wiped then.
 */
export async function run(opened: OpenedKey<'working'>, { pin }: RunInput<'unlock'>): Promise<PasskeyListing> {
  const { record } = opened;
  const info = requireFido2(record);
  requirePasskeyCommands(info);
  if (info.forcePinChange) throw new KeyFailure({ kind: 'pin-change-required' });
  const { retriesLeft, ...lock } = await pinLock(opened, info);
  requireUsablePin(pin, info, { retriesLeft, ...lock });
  record.dropToken();
  const offered = [...info.pinUvAuthProtocols];
  for (;;) {
    const protocol = requireProtocol(offered);
    offered.splice(0, offered.indexOf(protocol.version) + 1);
    try {
      const { token, listing } = await attempt(opened, info, protocol, pin);
      record.keepToken(token, performance.now());
      record.retries.restored();
      // After misses the right PIN fills the key's counter again; a key without misses is not asked a second time.
      if (retriesLeft !== null && retriesLeft < fullTries) await showTries(opened, info);
      return listing;
    } catch (error) {
      const refused = refusalOf(error)?.status === 'PIN_AUTH_INVALID';
      const another = choosePinUvAuthProtocol(offered) !== null;
      const mayTryAgain = refused && another && retriesLeft !== null;
      if (!mayTryAgain || (await pinLock(opened, info)).retriesLeft !== retriesLeft) throw error;
    }
  }
}

async function attempt(
  opened: OpenedKey<'working'>,
  info: AuthenticatorInfo,
  protocol: PinUvAuthProtocol,
  pin: Pin,
): Promise<Unlocked> {
  const exchange = await startPinExchange(opened, protocol);
  // From here on a try is at stake: the request is not cancelled half-way, and no answer means "outcome unknown".
  const purpose = { permissions: TokenPermission.credentialManagement };
  const request = obtainTokenByPin(opened.session, info, exchange, pin, purpose, deadlines.write);
  const context = { operation: 'unlock', step: 'check-pin', changesKey: true } as const;
  const token = await withPinTry(opened, info, context, request);
  try {
    const { commands } = requirePasskeyCommands(info);
    return { token, listing: await listWithToken('unlock', opened, commands, token) };
  } catch (error) {
    token.wipe();
    if (refusalOf(error) !== null) await showTries(opened, info);
    throw error;
  }
}
