/** Time as a simulated key sees it. */
export interface VirtualClock {
  /** Returns milliseconds, never going back. */
  now(): number;
  /** Calls `callback` once after `delayMs`; returns how to cancel. A background timer does not keep the process alive. */
  schedule(callback: () => void, delayMs: number, options?: { readonly background?: boolean }): () => void;
}

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends VirtualClock {
  /** Runs everything that falls due within `milliseconds`, in order, letting promises settle in between. */
  advance(milliseconds: number): Promise<void>;
}

/** Real, monotonic time. */
export const realClock: VirtualClock = {
  now: () => performance.now(),
  schedule: (callback, delayMs, options) => {
    const timer = setTimeout(callback, delayMs);
    if (options?.background === true) timer.unref();
    return () => clearTimeout(timer);
  },
};

interface Pending {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Creates a clock for tests that starts at `startMs`. */
export function createManualClock(startMs = 0): ManualClock {
  let now = startMs;
  let order = 0;
  const pending = new Set<Pending>();

  const next = (limit: number): Pending | null => {
    let first: Pending | null = null;
    for (const entry of pending) {
      if (entry.at > limit) continue;
      if (first === null || entry.at < first.at || (entry.at === first.at && entry.order < first.order)) first = entry;
    }
    return first;
  };

  return {
    now: () => now,
    schedule: (callback, delayMs) => {
      const entry: Pending = { at: now + Math.max(0, delayMs), order: order++, callback };
      pending.add(entry);
      return () => void pending.delete(entry);
    },
    advance: async (milliseconds) => {
      const limit = now + milliseconds;
      await settle();
      for (let entry = next(limit); entry !== null; entry = next(limit)) {
        pending.delete(entry);
        now = Math.max(now, entry.at);
        entry.callback();
        await settle();
      }
      now = limit;
    },
  };
}

/** Waits until promise chains of what has just been triggered run out. */
function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
