import { createECDH, hkdfSync, webcrypto } from 'node:crypto';
import { nonceLength, type SealedSecret, sealPurpose } from '../../src-shared/ipc/sealed-secret.ts';
import { concatBytes } from '../../src-shared/lib/bytes.ts';

/** One end of one dialog, to which secrets are sealed: what passes between processes is of no use to whoever finds it in freed memory. */
export interface SecretRecipient {
  /** P-256, uncompressed. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Returns the secret, which the caller wipes; null where it was not sealed for this recipient. */
  open(secret: SealedSecret): Promise<Uint8Array | null>;
}

/** Creates a recipient with a key of its own, which ends with it. */
export function createSecretRecipient(): SecretRecipient {
  const agreement = createECDH('prime256v1');
  const publicKey = new Uint8Array(agreement.generateKeys());
  return {
    publicKey,
    async open({ sender, sealed }) {
      let shared: Buffer | null = null;
      let key: Uint8Array | null = null;
      try {
        shared = agreement.computeSecret(sender);
        key = new Uint8Array(hkdfSync('sha256', shared, concatBytes(sender, publicKey), sealPurpose, 32));
        const algorithm = { name: 'AES-GCM', iv: sealed.subarray(0, nonceLength) };
        // Not createDecipheriv: its `update` leaves a copy of what it returns in freed memory.
        const opener = await webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
        return new Uint8Array(await webcrypto.subtle.decrypt(algorithm, opener, sealed.subarray(nonceLength)));
      } catch {
        return null;
      } finally {
        shared?.fill(0);
        key?.fill(0);
      }
    },
  };
}
