export interface RateLimit {
  /** Takes one call from the sender's allowance; false when it is used up. */
  take(sender: number): boolean;
  forget(sender: number): void;
}

/**
 * Token bucket per sender: `burst` calls at once, then `perSecond`. `now` is a monotonic clock in milliseconds.
 * Far above what a person causes, far below what would starve the window (reliability K-05).
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
