export interface RateLimit {
  /** Counts one call of the sender; returns false when its allowance is used up. */
  take(sender: number): boolean;
  forget(sender: number): void;
}

/**
 * Creates a token bucket per sender: `burst` calls at once, then `perSecond`. `now` is a monotonic clock in milliseconds. Far above what a
 * person causes, far below what would starve the window.
 */
export function createRateLimit(now: () => number, burst = 400, perSecond = 200): RateLimit {
  const buckets = new Map<number, { tokens: number; at: number }>();
  return {
    take(sender) {
      const at = now();
      const bucket = buckets.get(sender) ?? { tokens: burst, at };
      const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
      buckets.set(sender, { tokens: Math.max(0, tokens - 1), at });
      return tokens >= 1;
    },
    forget(sender) {
      buckets.delete(sender);
    },
  };
}
