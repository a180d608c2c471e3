/**
 * One thing at a time per key, in the order asked.
 *
 *   run A  ──────▶ A runs ───────▶ A settles
 *   run B          · B waits ·····▶ B runs ──▶ B settles
 *   run C (aborted while waiting)  ·X C fails with its signal's reason; it never does I/O
 *
 * A failing task does not end the queue. Different keys have different queues and run in parallel.
 */
export class KeyQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  /** Number of tasks that run or wait. */
  get length(): number {
    return this.#length;
  }

  /** Runs `task` after everything asked before it. Rejects with the signal's reason where it was aborted while waiting. */
  run<Value>(task: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    this.#length++;
    const turn = this.#tail.then(async () => {
      try {
        signal?.throwIfAborted();
        return await task();
      } finally {
        this.#length--;
      }
    });
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** Waits until everything asked so far has settled. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
