import { hkdfSync, randomBytes } from 'node:crypto';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { copySecret } from '../../../src-shared/lib/secret-bytes.ts';
import { hmacSha256 } from '../digest.ts';
import { aesBlock, decryptBlocks, encryptBlocks } from './aes-cbc.ts';
import type { PinUvAuthProtocol } from './pin-uv-auth-protocol.ts';

const salt = new Uint8Array(32);

// The secret is HMAC key ‖ AES key, 32 bytes each (CTAP 2.3 §6.5.7).
const hmacKey = (secret: Uint8Array): Uint8Array => secret.subarray(0, 32);
const aesKey = (secret: Uint8Array): Uint8Array => secret.subarray(32, 64);

/** PIN/UV auth protocol two (CTAP 2.3 §6.5.7). */
export const protocolTwo: PinUvAuthProtocol = {
  version: 2,
  deriveSecret: (z) => {
    const forHmac = new Uint8Array(hkdfSync('sha256', z, salt, 'CTAP2 HMAC key', 32));
    const forAes = new Uint8Array(hkdfSync('sha256', z, salt, 'CTAP2 AES key', 32));
    try {
      return copySecret(forHmac, forAes);
    } finally {
      forHmac.fill(0);
      forAes.fill(0);
    }
  },
  encrypt: (secret, plaintext, iv = randomBytes(aesBlock)) =>
    concatBytes(iv, encryptBlocks(aesKey(secret), iv, plaintext)),
  decrypt: (secret, ciphertext) =>
    ciphertext.length >= aesBlock && ciphertext.length % aesBlock === 0
      ? decryptBlocks(aesKey(secret), ciphertext.subarray(0, aesBlock), ciphertext.subarray(aesBlock))
      : null,
  // All 32 bytes: keys that also took a 16-byte value (YubiKey before 5.7.4) were wrong to.
  authenticate: (key, message) => hmacSha256(hmacKey(key), message),
  isTokenLength: (length) => length === 32,
};
