import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './hex.ts';

/** Returns the SHA-256 of a text in UTF-8, hex, where neither Node nor an asynchronous API may be used. Secrets are hashed with node:crypto. */
export function sha256Hex(text: string): string {
  return toHex(sha256(new TextEncoder().encode(text)));
}
