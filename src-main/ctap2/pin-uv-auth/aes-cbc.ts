import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { copySecret } from '../../../src-shared/lib/secret-bytes.ts';

/** AES block, and length of an IV, in bytes. */
export const aesBlock = 16;

/** Encrypts whole blocks with AES-CBC (key of 16 or 32 bytes), without padding. */
export function encryptBlocks(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv(algorithmFor(key), key, iv).setAutoPadding(false);
  return concatBytes(cipher.update(plaintext), cipher.final());
}

/** Decrypts whole blocks with AES-CBC, without padding. The only copy of the plaintext is the result. */
export function decryptBlocks(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(algorithmFor(key), key, iv).setAutoPadding(false);
  const first = decipher.update(ciphertext);
  try {
    return copySecret(first, decipher.final());
  } finally {
    first.fill(0);
  }
}

function algorithmFor(key: Uint8Array): string {
  return key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc';
}
