import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';

/** The operations that run or wait, by key, so that they can be cancelled: by the person, or because the window went. */
export interface OpenOperations {
  run<Value>(handle: KeyHandle, operation: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  cancel(handle: KeyHandle): void;
  cancelAll(): void;
}

export function createOpenOperations(): OpenOperations {
  const open = new Map<KeyHandle, Set<AbortController>>();
  const cancel = (handle: KeyHandle): void => {
    for (const controller of open.get(handle) ?? []) controller.abort();
  };
  return {
    async run(handle, operation) {
      const controller = new AbortController();
      const ofKey = open.get(handle) ?? new Set();
      open.set(handle, ofKey.add(controller));
      try {
        return await operation(controller.signal);
      } finally {
        ofKey.delete(controller);
        if (ofKey.size === 0) open.delete(handle);
      }
    },
    cancel,
    cancelAll: () => {
      for (const handle of [...open.keys()]) cancel(handle);
    },
  };
}
