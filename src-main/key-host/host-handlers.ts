import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { EmittersOf, HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import type { KeyHostContract } from '../../src-shared/ipc/key-host-contract.ts';
import type { RequestContext } from '../../src-shared/ipc/message-server.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import type { Core } from '../create-core.ts';
import { diagnose } from '../keys/doctor.ts';
import { createReadAccessHandlers } from './read-access-handlers.ts';
import type { HostPort } from './host-process.ts';
import { createResetHandlers } from './reset-handlers.ts';
import { createOperationHandlers } from './operation-handlers.ts';

/** Plugs and touches simulated keys. */
export interface DemoControls {
  keys(): readonly {
    readonly id: string;
    readonly name: string;
    readonly pin: string | null;
    readonly plugged: boolean;
    readonly hasSensor: boolean;
  }[];
  plug(id: string, plugged: boolean): void;
  touch(id: string): void;
  /** Sets the next touch to be one with a finger that the key does not know. */
  setWrongFinger(id: string): void;
  /** Registers a passkey on the key at this path; returns false where there is no such key or no room on it. */
  enrol(
    path: string,
    credential: { readonly rpId: string; readonly userId: string; readonly userName?: string },
  ): boolean;
}

const notDemo: OperationFailure = { kind: 'not-supported', feature: 'demo' };

/** Answers the key host's contract from a key manager and, in --demo, the simulated keys. */
export function createHostHandlers(
  { keys: manager, readAccess }: Pick<Core, 'keys' | 'readAccess'>,
  demo: DemoControls | null,
  emit: () => EmittersOf<KeyHostContract>,
): HandlersOf<KeyHostContract, readonly [RequestContext<HostPort>]> {
  return {
    keys: {
      list: () => success([...manager.keys()]),
      refresh: async () => success([...(await manager.refresh())]),
      diagnose: async () => success([...(await diagnose(manager))]),
      lock: ({ handle }) => {
        manager.lock(handle);
        return success(null);
      },
      sent: ({ handle }) => {
        const sent = manager.sentTo(handle);
        return sent === null ? failed({ kind: 'key-removed' }) : success(sent);
      },
      lockAll: () => {
        manager.lockAll();
        return success(null);
      },
      ...createResetHandlers(manager, emit),
      ...createReadAccessHandlers({ keys: manager, readAccess }),
      ...createOperationHandlers(manager, (handle, failure) => emit().keys.pinAttempt({ handle, failure })),
    },
    demo: {
      keys: () => (demo === null ? failed(notDemo) : success([...demo.keys()])),
      plug: ({ id, plugged }) => {
        if (demo === null) return failed(notDemo);
        demo.plug(id, plugged);
        return success(null);
      },
      touch: ({ id }) => {
        if (demo === null) return failed(notDemo);
        demo.touch(id);
        return success(null);
      },
      setWrongFinger: ({ id }) => {
        if (demo === null) return failed(notDemo);
        demo.setWrongFinger(id);
        return success(null);
      },
      enrol: ({ path, rpId, userId, userName }) => {
        if (demo === null) return failed(notDemo);
        const credential = { rpId, userId, ...(userName !== null && { userName }) };
        return demo.enrol(path, credential) ? success(null) : failed({ kind: 'storage-full' });
      },
    },
  };
}
