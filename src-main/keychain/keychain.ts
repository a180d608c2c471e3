/**
 * The operating system's store for small secrets, as far as Sparekey needs it. Every method rejects where the store is
 * absent, locked or denied; none of that is an error of Sparekey.
 */
export interface Keychain {
  /** Reads a secret; null where there is none under that name. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, secret: Uint8Array): Promise<void>;
  /** Removes a secret; no effect where there is none. */
  remove(name: string): Promise<void>;
}

/** Stands in where no keychain is wanted: demo inventories and files in memory. */
export const noKeychain: Keychain = {
  read: () => Promise.reject(new Error('no keychain')),
  write: () => Promise.reject(new Error('no keychain')),
  remove: () => Promise.reject(new Error('no keychain')),
};

/** Checks whether a keychain answers, by asking for a name that is never used. */
export async function isKeychainAvailable(keychain: Keychain): Promise<boolean> {
  try {
    await keychain.read('availability');
    return true;
  } catch {
    return false;
  }
}
