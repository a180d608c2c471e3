/** Returns the milliseconds of a clock that never jumps, whatever the wall clock does. */
export function monotonic(): number {
  return performance.now();
}

/** Runs once after `ms`; returns how to prevent it. */
export function cancellableTimeout(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Allows something `count` times per `windowMs`. */
export function atMost(count: number, windowMs: number, now: () => number = monotonic): () => boolean {
  let times: number[] = [];
  return () => {
    times = times.filter((at) => now() - at < windowMs);
    if (times.length >= count) return false;
    times.push(now());
    return true;
  };
}
