import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { concat, sameBytes, utf8 } from '../codec/bytes.ts';
import { hmac, sha256 } from '../seeded-random.ts';

export type PinProtocolNumber = 1 | 2;

/** The operations of a PIN/UV auth protocol, key side (CTAP 2.1 §6.5.6 and §6.5.7). */
export interface PinProtocol {
  readonly number: PinProtocolNumber;
  /** Derives the shared secret from Z, the 32-byte x-coordinate of the ECDH point. */
  deriveSecret(z: Uint8Array): Uint8Array;
  /** Encrypts a multiple of 16 bytes; protocol two takes 16 random bytes as IV. */
  encrypt(secret: Uint8Array, plaintext: Uint8Array, iv: Uint8Array): Uint8Array;
  /** Decrypts; null where the length is impossible. */
  decrypt(secret: Uint8Array, ciphertext: Uint8Array): Uint8Array | null;
  authenticate(key: Uint8Array, message: Uint8Array): Uint8Array;
}

const zeroIv = new Uint8Array(16);
const zeroSalt = new Uint8Array(32);

const one: PinProtocol = {
  number: 1,
  deriveSecret: (z) => sha256(z),
  encrypt: (secret, plaintext) => cipher(secret, zeroIv, plaintext),
  decrypt: (secret, ciphertext) => decipher(secret, zeroIv, ciphertext),
  authenticate: (key, message) => hmac(key, message).slice(0, 16),
};

const two: PinProtocol = {
  number: 2,
  deriveSecret: (z) => concat(hkdf(z, 'CTAP2 HMAC key', 32), hkdf(z, 'CTAP2 AES key', 32)),
  encrypt: (secret, plaintext, iv) => concat(iv, cipher(secret.subarray(32), iv, plaintext)),
  decrypt: (secret, ciphertext) => {
    if (ciphertext.length < 16) return null;
    return decipher(secret.subarray(32), ciphertext.subarray(0, 16), ciphertext.subarray(16));
  },
  authenticate: (key, message) => hmac(key.subarray(0, 32), message),
};

/** Chooses the protocol by its number in member 06 of getInfo. */
export function pinProtocol(number: PinProtocolNumber): PinProtocol {
  return number === 1 ? one : two;
}

/** Checks a pinUvAuthParam. `short` accepts 16 bytes with protocol two, as YubiKey firmware before 5.7.4 did (YSA-2025-02). */
export function verifyParam(
  protocol: PinProtocol,
  key: Uint8Array,
  message: Uint8Array,
  param: Uint8Array,
  short: boolean,
): boolean {
  const expected = protocol.authenticate(key, message);
  return sameBytes(expected, param) || (short && param.length === 16 && sameBytes(expected.subarray(0, 16), param));
}

/** Derives bytes with HKDF-SHA-256 and a salt of 32 zero bytes. */
export function hkdf(key: Uint8Array, info: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, zeroSalt, utf8(info), length));
}

/** Encrypts with AES-CBC without padding; the key's length picks AES-128 or AES-256. */
export function cipher(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const aes = createCipheriv(key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc', key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([aes.update(plaintext), aes.final()]));
}

function decipher(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array | null {
  if (ciphertext.length % 16 !== 0) return null;
  const aes = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return Uint8Array.from(Buffer.concat([aes.update(ciphertext), aes.final()]));
}
