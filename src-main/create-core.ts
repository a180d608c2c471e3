import { createHash } from 'node:crypto';
import type { Keychain } from './keychain/keychain.ts';
import { osKeychain } from './keychain/os-keychain.ts';
import { createKeyManager } from './keys/create-key-manager.ts';
import type { KeyManager } from './keys/key-manager.ts';
import { ReadAccessVault } from './keys/read-access/read-access-vault.ts';
import type { PinWayName } from '../src-shared/domain/pin-way.ts';
import { HidError } from '../src-shared/hid/hid-error.ts';
import type { HidTransport } from '../src-shared/hid/hid-transport.ts';

/** Everything that touches a key, without Electron: what the key host and the command line share. */
export interface Core {
  readonly keys: KeyManager;
  readonly readAccess: ReadAccessVault;
  /** Cancels what runs, wipes tokens, closes every key. */
  close(): Promise<void>;
}

export interface CoreOptions {
  /** Default: the keys of this computer, through node-hid. */
  readonly transport?: HidTransport | undefined;
  /** Keychain that keeps read access to keys; default: the keychain of this system. */
  readonly keychain?: Keychain | undefined;
  /** For a program that runs one command: keys stay open until close(). */
  readonly keepOpen?: boolean | undefined;
  /** Way of sending a PIN that the person named. */
  readonly pinWay?: PinWayName | undefined;
  /** Only these HID paths are looked at and opened. */
  readonly only?: ((path: string) => boolean) | undefined;
}

/** Builds the core. Native code and the catalogue are loaded here and not before. Throws HidError where HID is unusable. */
export async function createCore(options: CoreOptions = {}): Promise<Core> {
  const [transport, { modelOf }, { loadServices }] = await Promise.all([
    options.transport ?? realTransport(),
    import('../catalogue/models.ts'),
    import('../catalogue/services.ts'),
  ]);
  const readAccess = openReadAccess(options.keychain);
  let rpIds: ReadonlyMap<string, string> | null = null;
  const keys = createKeyManager({
    transport,
    modelOf,
    rpIdOfHash: (hash) => {
      rpIds ??= new Map(loadServices().flatMap((service) => service.rpIds.map((rpId) => [sha256Hex(rpId), rpId])));
      return rpIds.get(hash) ?? null;
    },
    keepOpen: options.keepOpen === true,
    pinWay: options.pinWay,
    readAccess,
    ...(options.only !== undefined && { only: options.only }),
  });
  return { keys, readAccess, close: () => keys.close() };
}

/** Opens the read access that is kept; the native code for that is loaded when it is first asked. */
export function openReadAccess(keychain: Keychain = osKeychain('Sparekey read access')): ReadAccessVault {
  return new ReadAccessVault(keychain);
}

/** Loads the native code. Throws HidError 'unusable' where that cannot start: a library of the system is missing, say. */
async function realTransport(): Promise<HidTransport> {
  try {
    const { createNodeHidTransport } = await import('./hid/node-hid-transport.ts');
    return createNodeHidTransport();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new HidError('unusable', detail, { cause: error });
  }
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
