import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { ResetStageName } from '../../src-shared/domain/reset-stage.ts';

/** The guided resets that run. */
export interface ArmedResets {
  /** Runs one; `stage` tells how far it is. */
  run<Value>(
    handle: KeyHandle,
    signal: AbortSignal,
    guide: (signal: AbortSignal, stage: () => ResetStageName) => Promise<Value>,
  ): Promise<Value>;
  /** Checks whether one runs: nothing that was not asked for is then sent to a key. */
  isArmed(): boolean;
  /** Records how far one is. */
  reached(handle: KeyHandle, stage: ResetStageName): void;
  /** Stops all, because nobody is at the computer. */
  stopAll(): void;
}

export function createArmedResets(): ArmedResets {
  const armed = new Map<KeyHandle, { readonly stop: AbortController; stage: ResetStageName }>();
  return {
    async run(handle, signal, guide) {
      const reset = { stop: new AbortController(), stage: 'unplug' as ResetStageName };
      armed.set(handle, reset);
      try {
        return await guide(AbortSignal.any([signal, reset.stop.signal]), () => reset.stage);
      } finally {
        armed.delete(handle);
      }
    },
    isArmed: () => armed.size > 0,
    reached(handle, stage) {
      const reset = armed.get(handle);
      if (reset !== undefined) reset.stage = stage;
    },
    stopAll() {
      for (const { stop } of armed.values()) stop.abort();
    },
  };
}
