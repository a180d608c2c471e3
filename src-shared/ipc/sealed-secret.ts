/*
 * How a PIN window hands a secret to another process. Between processes a message is copied into buffers of the system and of the browser
 * engine, which nobody can wipe: only what is sealed for the recipient (ECDH on P-256, HKDF-SHA-256, AES-256-GCM) goes into one.
 */
export const nonceLength = 12;
export const tagLength = 16;
export const sealPurpose = 'sparekey: a secret for one dialog';

/** Length of an uncompressed point on P-256. */
export const pointLength = 65;

export interface SealedSecret {
  /** Public key of the sender, of this secret alone. */
  readonly sender: Uint8Array<ArrayBuffer>;
  /** Nonce, ciphertext, tag. */
  readonly sealed: Uint8Array<ArrayBuffer>;
}
