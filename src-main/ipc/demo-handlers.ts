import type { MessagePortMain } from 'electron';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';

/** Answers the demo controls; outside --demo there are no simulated keys, and nothing happens. */
export function createDemoHandlers(
  demo: boolean,
  host: ClientOf<KeyHostContract, MessagePortMain>,
): HandlersOf<AppContract>['demo'] {
  return {
    keys: async () => {
      if (!demo) return [];
      const keys = await host.demo.keys();
      return keys.ok ? keys.value : [];
    },
    plug: async ({ id, plugged }) => {
      if (demo) await host.demo.plug({ id, plugged });
      return null;
    },
    touch: async ({ id }) => {
      if (demo) await host.demo.touch({ id });
      return null;
    },
  };
}
