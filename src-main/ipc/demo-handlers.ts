import type { MessagePortMain } from 'electron';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';

/** Answers the demo controls; outside --demo every one is refused (docs/decisions/0009). */
export function createDemoHandlers(
  demo: boolean,
  host: ClientOf<KeyHostContract, MessagePortMain>,
): HandlersOf<AppContract>['demo'] {
  const requireDemo = (): void => {
    if (!demo) throw new Error('there are no simulated keys');
  };
  return {
    keys: async () => {
      requireDemo();
      const keys = await host.demo.keys();
      return keys.ok ? keys.value : [];
    },
    plug: async ({ id, plugged }) => {
      requireDemo();
      await host.demo.plug({ id, plugged });
      return null;
    },
    touch: async ({ id }) => {
      requireDemo();
      await host.demo.touch({ id });
      return null;
    },
  };
}
