import { diffieHellman, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import { inspect } from 'node:util';
import type { CborMap } from '../../cbor/cbor-value.ts';
import type { ExchangeOptions } from '../../ctaphid/ctaphid-channel.ts';
import { equalBytes } from '../../../src-shared/lib/bytes.ts';
import { getKeyAgreement } from '../commands/client-pin.ts';
import type { CtapSession } from '../ctap-session.ts';
import { coordinates, exportKeyAgreement, importKeyAgreement, namesCurve } from './cose-key.ts';
import { PinUvAuthError } from './pin-uv-auth-error.ts';
import type { PinUvAuthProtocol } from './pin-uv-auth-protocol.ts';

const redacted = '[KeyExchange]';

/**
 * The shared secret of one PIN transaction with our public key that belongs to it. Good for one command only: after a
 * wrong PIN the key has new keys, and a secret used again would cost a second try (CTAP 2.3 §6.5.5.7.2).
 */
export class KeyExchange {
  readonly protocol: PinUvAuthProtocol;
  /** Our public key as sent. */
  readonly platformKey: CborMap;
  /** Whether the key's agreement key says which curve it is on; where not, it was found to be on P-256. */
  readonly peerNamesCurve: boolean;
  readonly #secret: Uint8Array;
  #used = false;

  /** Adopts the secret: it must not be used elsewhere. */
  constructor(protocol: PinUvAuthProtocol, platformKey: CborMap, secret: Uint8Array, peerNamesCurve = true) {
    this.protocol = protocol;
    this.peerNamesCurve = peerNamesCurve;
    this.platformKey = platformKey;
    this.#secret = secret;
  }

  /** Passes the secret to one transaction and wipes it when that is over. Throws on a second call. */
  async useOnce<Value>(transaction: (secret: Uint8Array) => Promise<Value>): Promise<Value> {
    if (this.#used) throw new Error('a key exchange serves one transaction');
    this.#used = true;
    try {
      return await transaction(this.#secret);
    } finally {
      this.wipe();
    }
  }

  /** Zeroes the secret. Idempotent. */
  wipe(): void {
    this.#used = true;
    this.#secret.fill(0);
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

/**
 * Derives the shared secret with the key's public key. Throws PinUvAuthError where that key is no point of P-256 or
 * is our own one sent back; nothing that depends on a PIN has been computed by then. `keyPair` is for test vectors.
 */
export function encapsulate(
  protocol: PinUvAuthProtocol,
  peer: CborMap,
  keyPair: KeyPairKeyObjectResult = generateKeyPairSync('ec', { namedCurve: 'P-256' }),
): KeyExchange {
  const peerKey = importKeyAgreement(peer);
  if (peerKey === null) throw new PinUvAuthError('the key agreement key is no point of P-256');
  // Also refuses the mirrored point: with the same x it gives a secret that the sender knows as well.
  if (equalBytes(coordinates(peerKey).x, coordinates(keyPair.publicKey).x)) {
    throw new PinUvAuthError('the key agreement key is our own');
  }
  const z = diffieHellman({ privateKey: keyPair.privateKey, publicKey: peerKey });
  try {
    const platformKey = exportKeyAgreement(keyPair.publicKey);
    return new KeyExchange(protocol, platformKey, protocol.deriveSecret(z), namesCurve(peer));
  } finally {
    z.fill(0);
  }
}

/**
 * Fetches the key's agreement key and derives the shared secret for one PIN transaction: one exchange with the key.
 * Throws PinUvAuthError for an invalid key, before anything PIN-derived exists.
 */
export async function startKeyExchange(
  session: CtapSession,
  protocol: PinUvAuthProtocol,
  options: ExchangeOptions,
): Promise<KeyExchange> {
  const keyPair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const peer = await session.send(getKeyAgreement, { protocol: protocol.version }, options);
  return encapsulate(protocol, peer, keyPair);
}
