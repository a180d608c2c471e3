import type { KeyManager } from '../../src-main/keys/key-manager.ts';
import type { OperationName } from '../../src-shared/operations/operation-names.ts';
import { operations } from '../../src-shared/operations/operations.ts';

/** Returns a manager of keys that calls `onChanging` with an operation that may change its key while it is under way, and with null after it. */
export function watchChanges(keys: KeyManager, onChanging: (operation: OperationName | null) => void): KeyManager {
  return {
    keys: () => keys.keys(),
    subscribe: (listener) => keys.subscribe(listener),
    refresh: () => keys.refresh(),
    watch: () => keys.watch(),
    matchReadAccess: (handle, keyIds, isCertain) => keys.matchReadAccess(handle, keyIds, isCertain),
    forgetReadAccess: (keyId) => keys.forgetReadAccess(keyId),
    prepareReset: () => keys.prepareReset(),
    sent: () => keys.sent(),
    sentTo: (handle) => keys.sentTo(handle),
    lock: (handle) => keys.lock(handle),
    lockAll: () => keys.lockAll(),
    close: () => keys.close(),
    run: async (name, handle, input, options) => {
      if (operations[name].changesKey) onChanging(name);
      try {
        return await keys.run(name, handle, input, options);
      } finally {
        onChanging(null);
      }
    },
  };
}
