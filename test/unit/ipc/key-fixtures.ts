import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';

const yes = { answer: 'yes', reason: null } as const;

/** A key that is plugged in, read and locked. */
export function pluggedKey(overrides: Partial<PluggedKey> = {}): PluggedKey {
  return {
    handle: 'key-0123456789abcdef',
    path: 'virtual-key-0',
    vendorId: 0x1050,
    productId: 0x0407,
    manufacturer: 'Yubico',
    product: 'YubiKey OTP+FIDO+CCID',
    usbSerial: null,
    simulated: true,
    state: 'ready',
    problem: null,
    unlocked: false,
    facts: {
      aaguid: '2fc0579f811347eab116bb5a8db9202a',
      model: 'YubiKey 5 NFC',
      versions: ['FIDO_2_0', 'FIDO_2_1_PRE'],
      extensions: [],
      options: { clientPin: true },
      transports: ['usb'],
      algorithms: [-7],
      firmware: '5.4.3',
      vendorSerial: '14207311',
      formFactor: null,
      encIdentifier: null,
      pin: {
        supported: true,
        set: true,
        retriesLeft: 8,
        needsReplug: false,
        blocked: false,
        forceChange: false,
        minLength: 4,
        maxLength: 63,
        complexityEnforced: false,
        builtInUv: 'none',
      },
      passkeys: { existing: null, remaining: null },
      capabilities: {
        listPasskeys: yes,
        deletePasskey: yes,
        renamePasskey: yes,
        setPin: yes,
        changePin: yes,
        identify: yes,
      },
      findings: [],
      rawGetInfo: 'a0',
      ctaphid: { version: '5.4.3', wink: true, cbor: true, msg: true },
    },
    ...overrides,
  };
}

export function passkey(overrides: Partial<Credential> = {}): Credential {
  return {
    credentialId: 'c1',
    rpId: 'github.com',
    rpIdHash: 'aa',
    rpName: null,
    userId: '01',
    userName: 'hana',
    userDisplayName: 'Hana',
    algorithm: -7,
    credProtect: null,
    hasLargeBlobKey: false,
    thirdPartyPayment: null,
    notes: [],
    ...overrides,
  };
}

export function listingOf(...passkeys: readonly Credential[]): PasskeyListing {
  return {
    existing: passkeys.length,
    remaining: 20,
    passkeys: [...passkeys],
    problems: [],
    complete: true,
    readAt: '2026-11-21T10:00:00.000Z',
  };
}

/** An inventory with only the methods a test gives it; every other one fails the test that calls it. */
export function inventoryWith(methods: Partial<Inventory>): Inventory {
  return new Proxy(methods, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as unknown;
      if (method === undefined) throw new Error(`the test gave no inventory.${String(name)}`);
      return method;
    },
  }) as Inventory;
}
