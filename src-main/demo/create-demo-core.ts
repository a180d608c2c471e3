import { createDemoKeys, type DemoKey } from '../../src-virtual-key/demo-keys.ts';
import { createDeskKeys } from '../../src-virtual-key/desk-keys.ts';
import { pacedTransport } from '../../src-virtual-key/paced-transport.ts';
import { createVirtualTransport, type VirtualTransport } from '../../src-virtual-key/virtual-transport.ts';
import { createMemoryKeychain } from '../keychain/memory-keychain.ts';
import { type Core, type CoreOptions, createCore, openReadAccess } from '../create-core.ts';
import type { ReadAccessVault } from '../keys/read-access/read-access-vault.ts';

export interface DemoCore extends Core {
  readonly transport: VirtualTransport;
  readonly demoKeys: readonly DemoKey[];
}

/** Builds a core over the simulated keys of the demonstration; those that are in use at the start are plugged in. */
export async function createDemoCore(options: Pick<CoreOptions, 'keepOpen' | 'pinWay'> = {}): Promise<DemoCore> {
  return coreOver(createDemoKeys(), (transport) => transport, options);
}

/** Builds a core over the keys of the demonstration of a support desk, none of them plugged in, at the pace of a real bus. */
export async function createDeskDemoCore(): Promise<DemoCore> {
  return coreOver(createDeskKeys(), pacedTransport, {});
}

async function coreOver(
  demoKeys: readonly DemoKey[],
  atPace: (transport: VirtualTransport) => VirtualTransport,
  options: Pick<CoreOptions, 'keepOpen' | 'pinWay'>,
): Promise<DemoCore> {
  const keys = demoKeys.filter(({ plugged }) => plugged).map(({ key }) => key);
  const transport = atPace(createVirtualTransport(keys));
  return { ...(await createCore({ transport, keychain: createMemoryKeychain(), ...options })), transport, demoKeys };
}

/** Opens the read access of a demonstration: nothing of it outlives the process. */
export function openDemoReadAccess(): ReadAccessVault {
  return openReadAccess(createMemoryKeychain());
}
