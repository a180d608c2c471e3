import type { AsyncEntry } from '@napi-rs/keyring';
import type { Keychain } from './keychain.ts';

/** Names under which a keychain shows what Sparekey keeps in it. */
type KeychainService = 'Sparekey inventory' | 'Sparekey read access';

const patience = 10_000;

/**
 * Returns the keychain of this system: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. On Linux the library
 * would fall back to the kernel's keyring, which forgets everything at the next boot and with it the inventory: it is ruled out.
 */
export function osKeychain(service: KeychainService): Keychain {
  return {
    async read(name) {
      const secret = await (await entryOf(service, name)).getSecret(AbortSignal.timeout(patience));
      if (secret === null) return null;
      const bytes = Uint8Array.from(secret);
      secret.fill(0);
      return bytes;
    },
    async write(name, secret) {
      await (await entryOf(service, name)).setSecret(secret, AbortSignal.timeout(patience));
    },
    async remove(name) {
      await (await entryOf(service, name)).deleteCredential(AbortSignal.timeout(patience));
    },
  };
}

/** Loads the library when it is first needed: where it or its part for this system is missing, there is no keychain. */
async function entryOf(service: KeychainService, name: string): Promise<AsyncEntry> {
  const { AsyncEntry: Entry } = await import('@napi-rs/keyring');
  return new Entry(service, name, { linux: { store: 'secret-service' } });
}
