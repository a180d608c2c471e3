import type { KeyHandle, PluggedKey } from '../../src-shared/domain/plugged-key.ts';

/** Keys at a desk: which came, which left, and which is next. */
export interface DeskLine {
  /** Records the keys that are plugged in now; returns which came and which left. */
  update(keys: readonly PluggedKey[]): { readonly came: readonly PluggedKey[]; readonly left: readonly PluggedKey[] };
  /**
   * Returns, once, the key that is to be checked next: the last one that came and was read, or left before; earlier ones are passed over. Null while
   * there is none, or it is still being read.
   */
  next(): PluggedKey | null;
  /** Lists the keys that are there. */
  present(): readonly PluggedKey[];
}

/** Creates the line of a desk at which no key is yet. */
export function createDeskLine(): DeskLine {
  const seen = new Map<KeyHandle, PluggedKey>();
  const waiting: KeyHandle[] = [];
  /** Keys that left while they waited, as they were last seen. */
  const gone = new Map<KeyHandle, PluggedKey>();
  return {
    update: (keys) => {
      const present = new Set(keys.map(({ handle }) => handle));
      const left = [...seen.values()].filter(({ handle }) => !present.has(handle));
      for (const key of left) {
        seen.delete(key.handle);
        if (waiting.includes(key.handle)) gone.set(key.handle, key);
      }
      const came = keys
        .filter(({ handle }) => !seen.has(handle))
        .toSorted((one, other) => (one.plugOrder ?? 0) - (other.plugOrder ?? 0));
      for (const key of keys) seen.set(key.handle, key);
      waiting.push(...came.map(({ handle }) => handle));
      return { came, left };
    },
    next: () => {
      for (;;) {
        const handle = waiting.at(-1);
        if (handle === undefined) return null;
        const key = seen.get(handle);
        if (key !== undefined) {
          if (key.state === 'reading') return null;
          waiting.length = 0;
          gone.clear();
          return key;
        }
        waiting.pop();
        const before = gone.get(handle);
        gone.delete(handle);
        if (before?.state === 'reading') {
          return { ...before, state: 'unreachable', problem: { kind: 'key-removed' } };
        }
      }
    },
    present: () => [...seen.values()],
  };
}
