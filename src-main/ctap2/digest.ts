import { createHmac, hash } from 'node:crypto';

/** Computes SHA-256: 32 bytes, the only copy of the result. A `Hash` object would keep another one until it is collected. */
export function sha256(message: Uint8Array): Uint8Array {
  return plain(hash('sha256', message, 'buffer'));
}

/** Computes HMAC-SHA-256: 32 bytes, the only copy of the result. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return plain(createHmac('sha256', key).update(message).digest());
}

/** Returns the same memory without Node's Buffer around it, which prints and serialises what it holds. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
