import { copySecret } from '../../src-shared/lib/secret-bytes.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import { openEntry, type OpenedBlob, type parseEntry } from '../ctap2/large-blob-entry.ts';

type SealedBlob = NonNullable<ReturnType<typeof parseEntry>>;

/** The large blob keys of the passkeys on a key, while its blobs are read. They cannot be printed, and are zeroed by wipe(). */
export class LargeBlobKeys {
  readonly #keys = new Map<string, Uint8Array>();

  /** Keeps a copy of the key of one credential. A list that is begun again gives it again. */
  readonly take = (credentialId: Uint8Array, largeBlobKey: Uint8Array): void => {
    const id = toHex(credentialId);
    this.#keys.get(id)?.fill(0);
    this.#keys.set(id, copySecret(largeBlobKey));
  };

  /** Opens an entry with the first key that fits; null where none does. */
  open(sealed: SealedBlob): (OpenedBlob & { readonly credentialId: string }) | null {
    for (const [credentialId, key] of this.#keys) {
      const opened = openEntry(sealed, key);
      if (opened !== null) return { ...opened, credentialId };
    }
    return null;
  }

  wipe(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }
}
