import { createDemoKeys, type DemoKey } from '../../src-virtual-key/demo-keys.ts';
import { createVirtualTransport } from '../../src-virtual-key/virtual-transport.ts';
import { type Core, createCore } from '../create-core.ts';
import type { DemoControls } from './host-handlers.ts';

/** A core over the simulated keys of the demonstration, with the hand that plugs and touches them. */
export async function createDemoHostCore(): Promise<Core & { readonly demo: DemoControls }> {
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.filter(({ plugged }) => plugged).map(({ key }) => key));
  const core = await createCore({ transport });
  const withId = (id: string): DemoKey | undefined => demoKeys.find((candidate) => candidate.id === id);
  return {
    ...core,
    demo: {
      keys: () => demoKeys.map(({ id, name, pin, key }) => ({ id, name, pin, plugged: transport.isPlugged(key) })),
      plug: (id, plugged) => {
        const found = withId(id);
        if (found === undefined) return;
        if (plugged) transport.plug(found.key);
        else transport.unplug(found.key);
      },
      touch: (id) => void withId(id)?.key.touch(),
    },
  };
}
