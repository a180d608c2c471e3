import type { MessagePortMain } from 'electron';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { ClientOf } from '../../src-shared/ipc/message-client.ts';
import { failed } from '../../src-shared/lib/outcome.ts';

/** Answers the demo controls; outside --demo every one is refused (docs/decisions/0009). */
export function createDemoHandlers(
  demo: boolean,
  host: ClientOf<KeyHostContract, MessagePortMain>,
  pathOf: (handle: KeyHandle) => string | null,
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
    setWrongFinger: async ({ id }) => {
      requireDemo();
      await host.demo.setWrongFinger({ id });
      return null;
    },
    enrol: async ({ handle, ...credential }) => {
      requireDemo();
      const path = pathOf(handle);
      return path === null ? failed({ kind: 'key-removed' }) : host.demo.enrol({ path, ...credential });
    },
  };
}
