import { createDemoCore, createDeskDemoCore } from '../demo/create-demo-core.ts';
import type { DemoControls } from './host-handlers.ts';
import type { Core } from '../create-core.ts';

/** Creates a core over the simulated keys of a demonstration, and the controls that plug and touch them. */
export async function createDemoHostCore(which: 'household' | 'desk'): Promise<Core & { readonly demo: DemoControls }> {
  const core = await (which === 'desk' ? createDeskDemoCore() : createDemoCore());
  const { demoKeys, transport } = core;
  const withId = (id: string) => demoKeys.find((candidate) => candidate.id === id);
  return {
    keys: core.keys,
    readAccess: core.readAccess,
    close: () => core.close(),
    demo: {
      keys: () =>
        demoKeys.map(({ id, name, pin, key }) => ({
          id,
          name,
          pin,
          plugged: transport.isPlugged(key),
          hasSensor: key.personality.fingerprint,
        })),
      plug: (id, plugged) => {
        const found = withId(id);
        if (found === undefined) return;
        if (plugged) transport.plug(found.key);
        else transport.unplug(found.key);
      },
      touch: (id) => void withId(id)?.key.touch(),
      setWrongFinger: (id) => withId(id)?.key.refuseNextTouch(),
      enrol: (path, credential) => {
        const key = demoKeys.find((candidate) => transport.pathOf(candidate.key) === path)?.key;
        if (key === undefined || key.state.remaining === 0) return false;
        key.addCredential(credential);
        return true;
      },
    },
  };
}
