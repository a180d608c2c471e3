import type { HidTransport } from '../../src-shared/hid/hid-transport.ts';
import { timeouts } from './deadlines.ts';

/**
 * Notices keys that come and go: at once where the transport reports it, else by enumerating every second. Enumerating pauses while an
 * operation runs, because on some systems it slows input reports down tenfold; a hint that comes meanwhile is followed as soon as the
 * operation ends.
 */
export class KeyWatch {
  readonly #look: () => Promise<unknown>;
  readonly #isBusy: () => boolean;
  readonly #timer: NodeJS.Timeout;
  readonly #stopHints: () => void;
  #due = false;
  #looking = false;

  constructor(transport: HidTransport, look: () => Promise<unknown>, isBusy: () => boolean) {
    this.#look = look;
    this.#isBusy = isBusy;
    this.#stopHints = transport.watch?.(() => this.hint()) ?? (() => undefined);
    const everySecond = transport.watch === undefined;
    this.#timer = setInterval(() => (everySecond || this.#due ? this.hint() : undefined), timeouts.poll);
    this.#timer.unref();
  }

  /** Looks now, or as soon as nothing runs. */
  hint(): void {
    this.#due = true;
    if (this.#looking || this.#isBusy()) return;
    this.#due = false;
    this.#looking = true;
    void this.#look()
      .catch(() => undefined)
      .finally(() => {
        this.#looking = false;
        this.operationEnded();
      });
  }

  /** Resumes after an operation or an enumeration: one that was put off meanwhile is made up for. */
  operationEnded(): void {
    if (this.#due) this.hint();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stopHints();
  }
}
