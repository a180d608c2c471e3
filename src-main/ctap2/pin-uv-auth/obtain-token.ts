import type { ExchangeOptions } from '../../ctaphid/ctaphid-channel.ts';
import {
  getPinToken,
  getTokenUsingPin,
  getTokenUsingUv,
  type GetPinTokenRequest,
  type GetTokenUsingUvRequest,
} from '../commands/client-pin.ts';
import type { CtapSession } from '../ctap-session.ts';
import type { KeyExchange } from './key-exchange.ts';
import type { Pin } from './pin.ts';
import { pinHash } from './pin-blocks.ts';
import { PinUvAuthError } from './pin-uv-auth-error.ts';
import { PinUvAuthToken } from './pin-uv-auth-token.ts';

/** The purpose of a token. */
export interface TokenPurpose {
  /** Bits of TokenPermission. */
  readonly permissions: number;
  /** Binds the token to one RP. A bound token cannot list RPs on YubiKeys. */
  readonly rpId?: string | undefined;
}

/** Builds the members that both PIN token commands share. */
export function pinTokenRequest(
  exchange: KeyExchange,
  secret: Uint8Array,
  pin: Pin,
  iv?: Uint8Array,
): GetPinTokenRequest {
  const hash = pinHash(pin);
  try {
    const pinHashEnc = exchange.protocol.encrypt(secret, hash, iv);
    return { protocol: exchange.protocol.version, keyAgreement: exchange.platformKey, pinHashEnc };
  } finally {
    hash.fill(0);
  }
}

/**
 * Gets a token for the PIN: one exchange with the key, which uses up `keyExchange`. Sub-command 09 with permissions, for a key that
 * has option pinUvAuthToken, else (`purpose` null) the legacy 05 (CTAP 2.1 §6.5.5.7: a legacy token on a 2.1 key cannot manage
 * credentials). A wrong PIN costs one try. Throws CtapError (PIN_INVALID, PIN_AUTH_BLOCKED, PIN_BLOCKED, PIN_NOT_SET,
 * PIN_POLICY_VIOLATION for a forced change, UNAUTHORIZED_PERMISSION) and PinUvAuthError for an invalid token.
 */
export async function obtainTokenByPin(
  session: CtapSession,
  keyExchange: KeyExchange,
  pin: Pin,
  purpose: TokenPurpose | null,
  options: ExchangeOptions,
): Promise<PinUvAuthToken> {
  return keyExchange.useOnce(async (secret) => {
    const request = pinTokenRequest(keyExchange, secret, pin);
    const encrypted =
      purpose === null
        ? await session.send(getPinToken, request, options)
        : await session.send(getTokenUsingPin, { ...request, ...purpose }, options);
    return openToken(keyExchange, secret, encrypted, purpose?.permissions ?? null);
  });
}

/**
 * Gets a token by the key's built-in verification (the key waits for the finger): one exchange, which uses up
 * `keyExchange`. Throws CtapError (UV_INVALID, UV_BLOCKED, USER_ACTION_TIMEOUT, NOT_ALLOWED, OPERATION_DENIED …).
 */
export async function obtainTokenByUv(
  session: CtapSession,
  keyExchange: KeyExchange,
  purpose: TokenPurpose,
  options: ExchangeOptions,
): Promise<PinUvAuthToken> {
  return keyExchange.useOnce(async (secret) => {
    const { protocol, platformKey } = keyExchange;
    const request: GetTokenUsingUvRequest = { protocol: protocol.version, keyAgreement: platformKey, ...purpose };
    const encrypted = await session.send(getTokenUsingUv, request, options);
    return openToken(keyExchange, secret, encrypted, purpose.permissions);
  });
}

function openToken(
  { protocol }: KeyExchange,
  secret: Uint8Array,
  encrypted: Uint8Array,
  permissions: number | null,
): PinUvAuthToken {
  const bytes = protocol.decrypt(secret, encrypted);
  if (bytes === null || !protocol.isTokenLength(bytes.length)) {
    bytes?.fill(0);
    throw new PinUvAuthError(
      `a token of ${encrypted.length} encrypted bytes is invalid in protocol ${protocol.version}`,
    );
  }
  return new PinUvAuthToken(protocol, bytes, permissions);
}
