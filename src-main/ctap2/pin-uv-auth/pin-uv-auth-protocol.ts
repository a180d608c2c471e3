/** The cryptography of one PIN/UV auth protocol (CTAP 2.3 §6.5.4). All arguments and results are bytes. */
export interface PinUvAuthProtocol {
  readonly version: 1 | 2;
  /** Derives the shared secret from the 32-byte x-coordinate of the ECDH point. The caller wipes both. */
  deriveSecret(z: Uint8Array): Uint8Array;
  /** Encrypts a multiple of 16 bytes. `iv` (16 bytes) is for test vectors; protocol one has none. */
  encrypt(secret: Uint8Array, plaintext: Uint8Array, iv?: Uint8Array): Uint8Array;
  /** Decrypts; null where the length is impossible. The caller wipes the result. */
  decrypt(secret: Uint8Array, ciphertext: Uint8Array): Uint8Array | null;
  /** Computes a pinUvAuthParam with a shared secret or a token as key. */
  authenticate(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** Checks whether a decrypted pinUvAuthToken may have this many bytes. */
  isTokenLength(length: number): boolean;
}
