import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import type { ExchangeOptions } from '../../ctaphid/ctaphid-channel.ts';
import { changePinCommand, setPinCommand, type ChangePinRequest, type SetPinRequest } from '../commands/client-pin.ts';
import type { CtapSession } from '../ctap-session.ts';
import type { KeyExchange } from './key-exchange.ts';
import type { Pin } from './pin.ts';
import { paddedPin, pinHash } from './pin-blocks.ts';

/** Encrypts with an IV of the caller's choice; for test vectors. */
export interface InjectedIvs {
  readonly newPin?: Uint8Array;
  readonly pinHash?: Uint8Array;
}

/** Builds the setPIN request (CTAP 2.3 §6.5.5.5). */
export function setPinRequest(
  exchange: KeyExchange,
  secret: Uint8Array,
  pin: Pin,
  ivs: InjectedIvs = {},
): SetPinRequest {
  const { protocol, platformKey } = exchange;
  const padded = paddedPin(pin);
  try {
    const newPinEnc = protocol.encrypt(secret, padded, ivs.newPin);
    const pinUvAuthParam = protocol.authenticate(secret, newPinEnc);
    return { protocol: protocol.version, keyAgreement: platformKey, newPinEnc, pinUvAuthParam };
  } finally {
    padded.fill(0);
  }
}

/** Builds the changePIN request (CTAP 2.3 §6.5.5.6). */
export function changePinRequest(
  exchange: KeyExchange,
  secret: Uint8Array,
  current: Pin,
  next: Pin,
  ivs: InjectedIvs = {},
): ChangePinRequest {
  const { protocol, platformKey } = exchange;
  const hash = pinHash(current);
  try {
    const padded = paddedPin(next);
    try {
      const newPinEnc = protocol.encrypt(secret, padded, ivs.newPin);
      const pinHashEnc = protocol.encrypt(secret, hash, ivs.pinHash);
      const pinUvAuthParam = protocol.authenticate(secret, concatBytes(newPinEnc, pinHashEnc));
      return { protocol: protocol.version, keyAgreement: platformKey, newPinEnc, pinUvAuthParam, pinHashEnc };
    } finally {
      padded.fill(0);
    }
  } finally {
    hash.fill(0);
  }
}

/**
 * Returns a key without a PIN its first one: one exchange with the key, which uses up `keyExchange`. Throws CtapError: PIN_AUTH_INVALID
 * where a PIN is there already, PIN_POLICY_VIOLATION where the key does not like this one.
 */
export async function setPin(
  session: CtapSession,
  keyExchange: KeyExchange,
  pin: Pin,
  options: ExchangeOptions,
): Promise<void> {
  await keyExchange.useOnce((secret) => session.send(setPinCommand, setPinRequest(keyExchange, secret, pin), options));
}

/**
 * Changes the PIN: one exchange with the key, which uses up `keyExchange`. A wrong current PIN costs one try. Throws
 * CtapError: PIN_INVALID, PIN_AUTH_BLOCKED, PIN_BLOCKED, PIN_POLICY_VIOLATION. Every token of the key ends with success.
 */
export async function changePin(
  session: CtapSession,
  keyExchange: KeyExchange,
  current: Pin,
  next: Pin,
  options: ExchangeOptions,
): Promise<void> {
  await keyExchange.useOnce((secret) =>
    session.send(changePinCommand, changePinRequest(keyExchange, secret, current, next), options),
  );
}
