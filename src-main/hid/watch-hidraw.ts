import { fingerprintHidraw, type LinuxRoots } from './linux-hidraw.ts';

/**
 * A key is noticed within one second. Polling two dozen file names costs 0.02 % of a core; inotify on /dev would
 * instead wake us for every write that any program makes to /dev/null, and for every report that we write ourselves.
 */
const POLL_MS = 400;

/**
 * Calls `onChange` after hidraw nodes came, went, were replaced or became accessible. Returns how to stop; the timer
 * does not keep the process alive.
 */
export function watchHidraw(roots: LinuxRoots, onChange: () => void, pollMs: number = POLL_MS): () => void {
  let last: string | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const poll = async (): Promise<void> => {
    const now = await fingerprintHidraw(roots);
    if (stopped) return;
    const changed = last !== null && now !== last;
    last = now;
    timer = setTimeout(() => void poll(), pollMs);
    timer.unref();
    if (changed) onChange();
  };
  void poll();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
