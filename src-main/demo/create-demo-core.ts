import { createDemoKeys, type DemoKey } from '../../src-virtual-key/demo-keys.ts';
import { createVirtualTransport, type VirtualTransport } from '../../src-virtual-key/virtual-transport.ts';
import { type Core, type CoreOptions, createCore } from '../create-core.ts';

export interface DemoCore extends Core {
  readonly transport: VirtualTransport;
  readonly demoKeys: readonly DemoKey[];
}

/** Builds a core over the simulated keys of the demonstration; those that are in use at the start are plugged in. */
export async function createDemoCore(options: Pick<CoreOptions, 'keepOpen' | 'pinWay'> = {}): Promise<DemoCore> {
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.filter(({ plugged }) => plugged).map(({ key }) => key));
  return { ...(await createCore({ transport, ...options })), transport, demoKeys };
}
