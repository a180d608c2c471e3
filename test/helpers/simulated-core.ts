import { createCore, type Core } from '../../src-main/create-core.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';
import { createMemoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import { Pin } from '../../src-main/ctap2/pin-uv-auth/pin.ts';
import type { KeyManager } from '../../src-main/keys/key-manager.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import {
  createVirtualKey,
  type VirtualCredential,
  type VirtualKey,
  type VirtualKeyOptions,
} from '../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport, type VirtualTransport } from '../../src-virtual-key/virtual-transport.ts';

export const testPin = '2481-kanagawa';

export interface SimulatedCore {
  readonly core: Core;
  readonly manager: KeyManager;
  readonly transport: VirtualTransport;
  readonly keys: readonly VirtualKey[];
  /** Returns the plugged key of one of `keys`. */
  of(key: VirtualKey): PluggedKey;
}

export type KeySetup = Partial<VirtualKeyOptions> & { readonly withoutPin?: boolean };

/** Creates simulated keys, plugs them in, reads them. */
export async function simulatedCore(
  options: readonly KeySetup[],
  coreOptions: { readonly keepOpen?: boolean; readonly keychain?: Keychain } = {},
): Promise<SimulatedCore> {
  const keys = options.map(({ withoutPin, ...option }, index) =>
    createVirtualKey({
      personality: 'strict21',
      seed: index + 1,
      ...(withoutPin === true ? {} : { pin: testPin }),
      ...option,
    }),
  );
  const transport = createVirtualTransport(keys);
  const core = await createCore({ transport, keychain: createMemoryKeychain(), ...coreOptions });
  await core.keys.refresh();
  return {
    core,
    manager: core.keys,
    transport,
    keys,
    of(key) {
      const path = transport.pathOf(key);
      const found = core.keys.keys().find((candidate) => candidate.path === path);
      if (found === undefined) throw new Error('that key is not plugged in');
      return found;
    },
  };
}

export function pinOf(text: string): Pin {
  const pin = Pin.fromUtf8(new TextEncoder().encode(text));
  if (pin === null) throw new Error('no lawful PIN');
  return pin;
}

/** Creates `credentials` passkeys, spread over `rps` services in turn. */
export function someCredentials(rps: number, credentials: number): VirtualCredential[] {
  return Array.from({ length: credentials }, (_, index) => ({
    rpId: `service-${index % rps}.example`,
    userId: new Uint8Array([1, index >> 8, index & 0xff]),
    userName: `person${index}@example.org`,
    userDisplayName: `Person ${index}`,
  }));
}

export type OneKey = SimulatedCore & { readonly key: VirtualKey; readonly handle: () => string };

/** Creates one simulated key; `handle()` is that of its present plug-in. */
export async function oneKey(
  setup: KeySetup = {},
  coreOptions?: { readonly keepOpen?: boolean; readonly keychain?: Keychain },
): Promise<OneKey> {
  const simulated = await simulatedCore([{ credentials: someCredentials(1, 1), ...setup }], coreOptions);
  const [key] = simulated.keys;
  if (key === undefined) throw new Error('no key');
  return { ...simulated, key, handle: () => simulated.of(key).handle };
}

/** Returns the value of an outcome; a failure fails the test with its content. */
export function valueOf<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: unknown }): Value {
  if (!outcome.ok) throw new Error(`failed: ${JSON.stringify(outcome.failure)}`);
  return outcome.value;
}
