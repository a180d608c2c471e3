import type { OpenTransaction } from '../transaction-log.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/** The end of a request without an answer of its own. */
export class HidErrorAnswer extends Error {
  override readonly name = 'HidErrorAnswer';
  readonly code: number;

  constructor(code: number) {
    super(`CTAPHID_ERROR ${code}`);
    this.code = code;
  }
}

/** The functions that a request handler may use do while it works. */
export interface HidActivity {
  readonly channel: number;
  /** Aborted by CANCEL (reason 'cancel'), or by INIT or loss of power (reason 'abandon'). */
  readonly signal: AbortSignal;
  readonly transaction: OpenTransaction;
  /** Sends a keepalive at once and every 100 ms until the returned function is called. */
  keepalive(state: 'working' | 'touch'): () => void;
}

/** Waits until the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits for the time to pass; true when the signal ended it. */
export function pause(clock: VirtualClock, delayMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(true);
  return new Promise((resolve) => {
    const cancelled = (): void => {
      cancelTimer();
      resolve(true);
    };
    const cancelTimer = clock.schedule(
      () => {
        signal.removeEventListener('abort', cancelled);
        resolve(false);
      },
      delayMs,
      { background: true },
    );
    signal.addEventListener('abort', cancelled, { once: true });
  });
}
