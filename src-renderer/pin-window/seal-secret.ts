import { nonceLength, sealPurpose, type SealedSecret } from '../../src-shared/ipc/sealed-secret.ts';
import { concatBytes } from '../../src-shared/lib/bytes.ts';

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

/** Returns a text in UTF-8, sealed for a recipient. The bytes between are wiped. */
export function sealText(recipient: Uint8Array<ArrayBuffer>, text: string): Promise<SealedSecret> {
  return sealBytes(recipient, new TextEncoder().encode(text));
}

/** Returns bytes sealed for a recipient, under a key of their own, and wipes them. */
export async function sealBytes(
  recipient: Uint8Array<ArrayBuffer>,
  secret: Uint8Array<ArrayBuffer>,
): Promise<SealedSecret> {
  try {
    const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const sender = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
    const theirs = await crypto.subtle.importKey('raw', recipient, curve, true, []);
    const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256);
    const key = await crypto.subtle.deriveKey(
      {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: concatBytes(sender, recipient),
        info: new TextEncoder().encode(sealPurpose),
      },
      await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']),
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt'],
    );
    const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, secret);
    return { sender, sealed: concatBytes(nonce, new Uint8Array(sealed)) };
  } finally {
    secret.fill(0);
  }
}
