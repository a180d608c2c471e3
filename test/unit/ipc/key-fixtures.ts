import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { passkey as plainPasskey, passkeyListing } from '../../fixtures/passkey.ts';
import { keyFacts, pluggedKey as plainKey } from '../../fixtures/plugged-key.ts';

/** Creates a key that is plugged in, read and locked. */
export function pluggedKey(change: Partial<PluggedKey> = {}): PluggedKey {
  return plainKey({
    path: 'virtual-key-0',
    facts: keyFacts({
      aaguid: '2fc0579f811347eab116bb5a8db9202a',
      model: 'YubiKey 5 NFC',
      options: { clientPin: true },
      firmware: '5.4.3',
      vendorSerial: '14207311',
      rawGetInfo: 'a0',
    }),
    ...change,
  });
}

/** Creates what a window sees of a key. */
export function keyView(key: PluggedKey = pluggedKey(), remembered: KeyView['remembered'] = null): KeyView {
  return { ...key, remembered, readAccessEnded: false };
}

export function passkey(change: Partial<Credential> = {}): Credential {
  return plainPasskey({
    credentialId: 'c1',
    rpId: 'github.com',
    rpIdHash: 'aa',
    userId: '01',
    userName: 'hana',
    userDisplayName: 'Hana',
    algorithm: -7,
    ...change,
  });
}

export function listingOf(...passkeys: readonly Credential[]): PasskeyListing {
  return passkeyListing(passkeys, { remaining: 20, readAt: '2026-11-21T10:00:00.000Z' });
}

/** Creates an inventory with only the methods a test gives it; every other one fails the test that calls it. */
export function inventoryWith(methods: Partial<Inventory>): Inventory {
  return new Proxy(methods, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      if (method === undefined) throw new Error(`the test gave no inventory.${String(name)}`);
      return method;
    },
  }) as Inventory;
}
