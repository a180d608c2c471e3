/**
 * One thing at a time per key, in the order asked.
 *
 *   run A  ──────▶ A runs ───────▶ A settles
 *   run B          · B waits ·····▶ B runs ──▶ B settles
 *   run C (aborted while waiting)  ·X C fails at once with its signal's reason; it never does I/O
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

  /** Runs `task` after everything asked before it. Rejects at once with the signal's reason when aborted while waiting. */
  run<Value>(task: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    this.#length++;
    let started = false;
    const turn = this.#tail.then(async () => {
      try {
        signal?.throwIfAborted();
        started = true;
        return await task();
      } finally {
        this.#length--;
      }
    });
    this.#tail = turn.catch(() => undefined);
    if (signal === undefined) return turn;
    const givenUp = new Promise<never>((_resolve, reject) => {
      const giveUp = (): void => (started ? undefined : reject(reasonOf(signal)));
      signal.addEventListener('abort', giveUp, { once: true });
    });
    return Promise.race([turn, givenUp]);
  }

  /** Waits until everything asked so far has settled. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('given up while waiting', 'AbortError');
}
