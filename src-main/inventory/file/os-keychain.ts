import type { AsyncEntry } from '@napi-rs/keyring';
import type { Keychain } from './keychain.ts';

const serviceName = 'Sparekey inventory';
const patience = 10_000;

/**
 * Returns the keychain of this system: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. On Linux the library
 * would fall back to the kernel's keyring, which forgets everything at the next boot and with it the inventory: it is ruled out.
 */
export function osKeychain(): Keychain {
  return {
    async read(name) {
      const secret = await (await entryOf(name)).getSecret(AbortSignal.timeout(patience));
      return secret === null ? null : Uint8Array.from(secret);
    },
    async write(name, secret) {
      await (await entryOf(name)).setSecret(secret, AbortSignal.timeout(patience));
    },
    async remove(name) {
      await (await entryOf(name)).deleteCredential(AbortSignal.timeout(patience));
    },
  };
}

/** Loads the library when it is first needed: where it or its part for this system is missing, there is no keychain. */
async function entryOf(name: string): Promise<AsyncEntry> {
  const { AsyncEntry: Entry } = await import('@napi-rs/keyring');
  return new Entry(serviceName, name, { linux: { store: 'secret-service' } });
}
