/** Requests of a person or the system to end the program. */
export interface EndSignals {
  /** Calls `stop` when the program is asked to end; at once where it already was. Returns how to stop listening. */
  onEnd(stop: () => void): () => void;
}

/** Records signals that ask the program to end, from its first moment on: one that comes before there is a command ends that command. */
export function noteEndSignals(): EndSignals {
  const listeners = new Set<() => void>();
  let signalled = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      signalled = true;
      for (const listener of listeners) listener();
    });
  }
  return {
    onEnd: (stop) => {
      listeners.add(stop);
      if (signalled) stop();
      return () => listeners.delete(stop);
    },
  };
}
