import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { getPinToken, getTokenUsingPin, TokenPermission } from '../../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import { obtainTokenByPin } from '../../ctap2/pin-uv-auth/obtain-token.ts';
import type { Pin } from '../../ctap2/pin-uv-auth/pin.ts';
import type { PinUvAuthToken } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { listWithToken } from '../list-with-token.ts';
import type { OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, refusalOf } from '../operation-failure.ts';
import { startPinExchange } from '../pin-exchange.ts';
import { notePinAccepted, pinLock, showTries, withPinTry } from '../pin-lock.ts';
import type { PinLockState } from '../pin-state.ts';
import { pinWayFailure } from '../pin-way-failure.ts';
import type { PinWay } from '../pin-ways.ts';
import { requireFido2, requirePasskeyCommands, requirePinWay, requireUsablePin } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';

/** The commands that carry a PIN here. */
const tokenCommands: ReadonlySet<string> = new Set([getPinToken.name, getTokenUsingPin.name]);

/** CTAP 2.1 §6.5.2.2: no key has more PIN tries. */
const fullTries = 8;

/**
 * Checks the PIN, lists the passkeys and keeps the token, which is for credential management only. The PIN is sent once, and
 * wiped when it has been: where the key refuses the way in which it was sent (PIN_AUTH_INVALID: some keys mix up the PIN
 * protocols; some do not know sub-command 09 although they say so), the next typing takes another one. Throws KeyFailure;
 * the token is wiped then.
 */
export async function run(opened: OpenedKey<'working' | 'look'>, { pin }: RunInput<'unlock'>): Promise<PasskeyListing> {
  const { record } = opened;
  const info = requireFido2(record);
  requirePasskeyCommands(info);
  if (info.forcePinChange) throw new KeyFailure({ kind: 'pin-change-required' });
  const before = await pinLock(opened, info);
  requireUsablePin(pin, info, before);
  record.dropToken();
  const way = requirePinWay(opened, info);
  try {
    const token = await obtainToken(opened, info, way, pin);
    const listing = await listAndWipeOnFailure(opened, info, token);
    record.keepToken(token, performance.now());
    notePinAccepted(record);
    if (mayHaveChanged(before)) await showTries(opened, info);
    return listing;
  } catch (error) {
    throw (await wayRefusal(opened, info, way, before, error)) ?? error;
  }
}

async function obtainToken(
  opened: OpenedKey<'working' | 'look'>,
  info: AuthenticatorInfo,
  { protocol, withPermissions }: PinWay,
  pin: Pin,
): Promise<PinUvAuthToken> {
  const exchange = await startPinExchange(opened, protocol);
  const purpose = withPermissions ? { permissions: TokenPermission.credentialManagement } : null;
  // From here on a try is at stake: the request is not cancelled half-way, and no answer means "outcome unknown".
  const options = writeOptions(opened);
  const context = { operation: 'unlock', step: 'check-pin', changesKey: true } as const;
  return withPinTry(opened, info, context, [pin, exchange], () =>
    obtainTokenByPin(opened.session, exchange, pin, purpose, options),
  );
}

async function listAndWipeOnFailure(
  opened: OpenedKey<'working' | 'look'>,
  info: AuthenticatorInfo,
  token: PinUvAuthToken,
): Promise<PasskeyListing> {
  try {
    const { commands } = requirePasskeyCommands(info);
    return await listWithToken('unlock', opened, commands, token);
  } catch (error) {
    token.wipe();
    if (refusalOf(error) !== null) await showTries(opened, info);
    throw error;
  }
}

/** Checks whether the right PIN changed the tries: after misses it fills the key's counter again; a key without misses is not asked a second time. */
function mayHaveChanged({ retriesLeft, needsReplug }: PinLockState): boolean {
  return needsReplug || (retriesLeft !== null && retriesLeft < fullTries);
}

/** Returns the failure of a key that refused how the PIN was sent, at no cost of a try, and knows another way; else null. */
async function wayRefusal(
  opened: OpenedKey<'working' | 'look'>,
  info: AuthenticatorInfo,
  way: PinWay,
  before: PinLockState,
  error: unknown,
): Promise<KeyFailure | null> {
  const refusal = refusalOf(error);
  if (refusal === null) return null;
  // A token that is refused at its very first use is how keys show it that mix up the protocols; later it has ended.
  const isFirstUse = refusal.command.endsWith('.getCredsMetadata') && refusal.status === 'PIN_AUTH_INVALID';
  if (!isFirstUse && !tokenCommands.has(refusal.command)) return null;
  const { retriesLeft } = await pinLock(opened, info);
  if (retriesLeft !== before.retriesLeft) return null;
  return pinWayFailure(opened.record, info, way, refusal);
}
