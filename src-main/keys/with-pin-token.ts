import { mostTries } from '../../src-shared/lib/pin-tries.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { getPinToken, getTokenUsingPin, TokenPermission } from '../ctap2/commands/client-pin.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { obtainTokenByPin } from '../ctap2/pin-uv-auth/obtain-token.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { showUvTries } from './finger-token.ts';
import type { OpenedKey } from './opened-key.ts';
import { KeyFailure, refusalOf } from './operation-failure.ts';
import { startPinExchange } from './pin-exchange.ts';
import { notePinAccepted, pinLock, showTries, withPinTry } from './pin-lock.ts';
import type { PinLockState } from './pin-state.ts';
import { pinWayFailure } from './pin-way-failure.ts';
import type { PinWay } from './pin-ways.ts';
import { requirePinWay, requireUsablePin } from './requirements.ts';
import { writeOptions } from './watch-owner.ts';

/** Purpose of the one token that a typed PIN gives. */
export interface PinTokenUse {
  readonly operation: OperationName;
  /** Bits of TokenPermission. */
  readonly permissions: number;
  /** Website to which the token is bound; required for creating credentials and signing in. */
  readonly rpId?: string;
  readonly pin: Pin;
  /** Checks whether a command is one that uses the token first: a refusal of one shows that the key mixes up the PIN protocols. */
  readonly isFirstUse: (command: string) => boolean;
}

/** The commands that carry a PIN here. */
const tokenCommands: ReadonlySet<string> = new Set([getPinToken.name, getTokenUsingPin.name]);

/** Permissions that the legacy token of some keys has. No key lets it change a setting (CTAP 2.1 §6.5.5.7). */
const legacyPermissions =
  TokenPermission.makeCredential |
  TokenPermission.getAssertion |
  TokenPermission.credentialManagement |
  TokenPermission.bioEnrollment;

/**
 * Gets a token for the PIN and hands it to `use`. The PIN is sent once, and wiped when it has been: where the key refuses the way in which it
 * was sent (PIN_AUTH_INVALID: some keys mix up the PIN protocols; some do not know sub-command 09 although they say so), the next typing takes
 * another one (docs/decisions/0040). Every token of before ends. Throws KeyFailure, and what `use` throws; the token is wiped then.
 */
export async function withPinToken<Value>(
  opened: OpenedKey<'look'>,
  info: AuthenticatorInfo,
  request: PinTokenUse,
  use: (token: PinUvAuthToken) => Promise<Value>,
): Promise<Value> {
  const { record } = opened;
  if (info.forcePinChange) throw new KeyFailure({ kind: 'pin-change-required' });
  const before = await pinLock(opened, info);
  requireUsablePin(request.pin, info, before);
  record.dropToken();
  const way = wayFor(opened, info, request);
  try {
    const token = await obtainToken(opened, info, way, request);
    const value = await useOrWipe(opened, info, token, use);
    notePinAccepted(record);
    if (mayHaveChanged(before)) await showTries(opened, info);
    // CTAP 2.1 §6.5.5.7.2: the right PIN gives a finger its tries back.
    if (record.view.facts?.details.uvRetries === 0) await showUvTries(opened, info);
    return value;
  } catch (error) {
    throw (await wayRefusal(opened, info, way, before, request, error)) ?? error;
  }
}

function isLegacyEnough({ permissions }: PinTokenUse): boolean {
  return (permissions & ~legacyPermissions) === 0;
}

function wayFor(opened: OpenedKey, info: AuthenticatorInfo, request: PinTokenUse): PinWay {
  const way = requirePinWay(opened, info);
  if (isLegacyEnough(request)) return way;
  if (info.options.get('pinUvAuthToken') === true) return { ...way, withPermissions: true };
  throw new KeyFailure({ kind: 'not-supported', feature: request.operation });
}

async function obtainToken(
  opened: OpenedKey<'look'>,
  info: AuthenticatorInfo,
  { protocol, withPermissions }: PinWay,
  { permissions, rpId, pin }: PinTokenUse,
): Promise<PinUvAuthToken> {
  const exchange = await startPinExchange(opened, protocol);
  const purpose = withPermissions ? { permissions, rpId } : null;
  // From here on a try is at stake: the request is not cancelled half-way, and no answer means that nobody knows whether one was used. Nothing
  // else is at stake, whatever the token is for.
  const options = writeOptions(opened);
  const context = { operation: 'unlock', step: 'check-pin', changesKey: true } as const;
  return withPinTry(opened, info, context, [pin, exchange], () =>
    obtainTokenByPin(opened.session, exchange, pin, purpose, options),
  );
}

async function useOrWipe<Value>(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  token: PinUvAuthToken,
  use: (token: PinUvAuthToken) => Promise<Value>,
): Promise<Value> {
  try {
    return await use(token);
  } catch (error) {
    token.wipe();
    if (refusalOf(error) !== null) await showTries(opened, info);
    throw error;
  }
}

/** Checks whether the right PIN changed the tries: after misses it fills the key's counter again; a key without misses is not asked a second time. */
function mayHaveChanged({ retriesLeft, needsReplug }: PinLockState): boolean {
  return needsReplug || (retriesLeft !== null && retriesLeft < mostTries);
}

/** Returns the failure of a key that refused how the PIN was sent, at no cost of a try, and knows another way; else null. */
async function wayRefusal(
  opened: OpenedKey,
  info: AuthenticatorInfo,
  way: PinWay,
  before: PinLockState,
  request: PinTokenUse,
  error: unknown,
): Promise<KeyFailure | null> {
  const refusal = refusalOf(error);
  if (refusal === null) return null;
  // A token that is refused at its very first use is how keys show it that mix up the protocols; later it has ended.
  const isFirstUse = request.isFirstUse(refusal.command) && refusal.status === 'PIN_AUTH_INVALID';
  if (!isFirstUse && !tokenCommands.has(refusal.command)) return null;
  if (refusal.status !== 'PIN_AUTH_INVALID' && !isLegacyEnough(request)) return null;
  const { retriesLeft } = await pinLock(opened, info);
  if (retriesLeft !== before.retriesLeft) return null;
  return pinWayFailure(opened.record, info, way, refusal);
}
