import { hmacSha256, sha256 } from '../digest.ts';
import { aesBlock, decryptBlocks, encryptBlocks } from './aes-cbc.ts';
import type { PinUvAuthProtocol } from './pin-uv-auth-protocol.ts';

const zeroIv = new Uint8Array(aesBlock);

/** PIN/UV auth protocol one (CTAP 2.3 §6.5.6). */
export const protocolOne: PinUvAuthProtocol = {
  version: 1,
  deriveSecret: sha256,
  encrypt: (secret, plaintext) => encryptBlocks(secret, zeroIv, plaintext),
  decrypt: (secret, ciphertext) =>
    ciphertext.length % aesBlock === 0 ? decryptBlocks(secret, zeroIv, ciphertext) : null,
  authenticate: (key, message) => hmacSha256(key, message).slice(0, 16),
  // 16 or 32 since CTAP 2.1; CTAP 2.0 let keys use any multiple of 16, and HID Crescendo gives 64.
  isTokenLength: (length) => length > 0 && length % aesBlock === 0,
};
