import type { Keychain } from './keychain.ts';

/** Creates a keychain that vanishes with this process: that of the demonstration. */
export function createMemoryKeychain(): Keychain {
  const secrets = new Map<string, Uint8Array>();
  return {
    read: (name) => Promise.resolve(secrets.get(name)?.slice() ?? null),
    write: (name, secret) => {
      secrets.get(name)?.fill(0);
      secrets.set(name, secret.slice());
      return Promise.resolve();
    },
    remove: (name) => {
      secrets.get(name)?.fill(0);
      secrets.delete(name);
      return Promise.resolve();
    },
  };
}
