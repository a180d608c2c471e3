import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';

type ExchangeLimits = Pick<ExchangeOptions, 'silenceMs' | 'capMs' | 'ownerMs'>;

/** The longest wait for a person: a touch, or an answer on the key's own display. */
const ownerLimit = 60_000;

/**
 * Every wait for a key, in milliseconds on a monotonic clock. `silenceMs` bounds the time without any report from the key;
 * `capMs` bounds one exchange as a whole and is never extended by keepalives. While the key says that it waits for its owner
 * (keepalive 02) `ownerMs` takes the place of both (docs/decisions/0004).
 */
export const deadlines = {
  /** Answers from memory: getInfo, retries, key agreement, WINK. */
  quick: { silenceMs: 3_000, capMs: 10_000 },
  /** Answers from memory that a key with a display may ask its owner about: whatever lists passkeys. */
  list: { silenceMs: 3_000, capMs: 10_000, ownerMs: ownerLimit },
  /** Writes flash, which can stall a key without a keepalive: delete, rename, setPIN, changePIN, and the PIN counter of a token. */
  write: { silenceMs: 5_000, capMs: 20_000, ownerMs: ownerLimit },
  /** Waits for a touch. Keys end it themselves after 10 to 30 s. */
  touch: { silenceMs: 3_000, capMs: ownerLimit, ownerMs: ownerLimit },
  /** A vendor's own command, which a key may not know. */
  probe: { silenceMs: 2_500, capMs: 3_000 },
} as const satisfies Record<string, ExchangeLimits>;

/** Limits of what is no exchange, in milliseconds. */
export const timeouts = {
  /** A key that has just been plugged in may refuse to open or answer for a moment. */
  openRetry: 100,
  openRetryTotal: 2_000,
  /** Enumeration interval where the platform gives no plug events. */
  poll: 1_000,
  /** Time for which a number of tries that was read counts as the present one. */
  triesKnown: 2_000,
  /** A token that nobody uses is wiped. */
  tokenIdle: 5 * 60_000,
  /** Time that close() waits for running operations to end. */
  close: 2_500,
  /** Wait for a person to unplug a key that is to be reset, and as long again to plug it in. */
  replug: 180_000,
  /** Wait for a key that left while it was being reset to come back, so that it shows what became of it. */
  settleReset: 60_000,
  /** Time for a whole listing: 1,000 entries on a slow key. */
  listing: 120_000,
} as const;
