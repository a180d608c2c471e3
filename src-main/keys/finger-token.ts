import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import { obtainTokenByUv } from '../ctap2/pin-uv-auth/obtain-token.ts';
import type { PinUvAuthToken } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';
import { KeyFailure, refusalOf, toOperationFailure } from './operation-failure.ts';
import { startPinExchange } from './pin-exchange.ts';
import { showFacts } from './pin-lock.ts';
import { lockOf } from './pin-state.ts';
import { readUvRetries } from './read-uv-retries.ts';

type Opened = OpenedKey<'finger' | 'look'>;

/**
 * Gets a token by the key's own verification of its user, asked for once: whether another finger is tried is for the person to say. Every token of
 * before ends. Can be given up while the key waits. Throws KeyFailure: a refusal is completed with the tries left for a finger, and shown.
 */
export async function tokenByFinger(
  opened: Opened,
  info: AuthenticatorInfo,
  permissions: number,
): Promise<PinUvAuthToken> {
  const { record, session, signal } = opened;
  const protocol = choosePinUvAuthProtocol(info.pinUvAuthProtocols);
  if (protocol === null) throw new KeyFailure({ kind: 'not-supported', feature: 'pin-uv-auth-protocol' });
  record.dropToken();
  const exchange = await startPinExchange(opened, protocol);
  const options = { ...deadlines.touch, signal, onKeepalive: waitsForFinger(opened, info) };
  // Sent and not answered: nobody knows whether a try was used.
  const context = { operation: 'unlock-by-finger', step: 'check-finger', changesKey: true } as const;
  try {
    const token = await obtainTokenByUv(session, exchange, { permissions }, options);
    await showUvTries(opened, info);
    return token;
  } catch (error) {
    const refusal = refusalOf(error);
    const retriesLeft = refusal === null ? null : await showUvTries(opened, info);
    throw new KeyFailure(toOperationFailure(error, { ...context, retriesLeft }), { cause: error });
  }
}

/** Reads the tries left for a finger again and shows them; null where the key does not tell, left or fell silent. */
export async function showUvTries(opened: OpenedKey, info: AuthenticatorInfo): Promise<number | null> {
  const { record } = opened;
  try {
    // The wait may have been given up; the key is still there.
    const uvRetries = await readUvRetries({ ...opened, signal: record.gone }, info);
    const { pin } = record.view.facts ?? {};
    if (pin !== undefined) showFacts(opened, info, lockOf(pin), uvRetries);
    return uvRetries;
  } catch {
    return null;
  }
}

/** Returns whether a key surely knows fingers, surely does not, or verifies its user in a way that it does not tell (null). */
export function knowsFingers({ options, uvModality }: AuthenticatorInfo): boolean | null {
  if (options.has('bioEnroll') || options.has('userVerificationMgmtPreview')) return true;
  return uvModality === null ? null : (uvModality & fingerprintInternal) !== 0;
}

/** FIDO registry of predefined values §3.1: USER_VERIFY_FINGERPRINT_INTERNAL. */
const fingerprintInternal = 0x02;

/** Returns what announces, once, that the key waits for its owner: for a finger where it knows those. */
function waitsForFinger({ report }: Opened, info: AuthenticatorInfo): (state: 'working' | 'touch') => void {
  let isSaid = false;
  return (state) => {
    if (state !== 'touch' || isSaid) return;
    isSaid = true;
    report(knowsFingers(info) === true ? 'finger' : 'look');
  };
}
