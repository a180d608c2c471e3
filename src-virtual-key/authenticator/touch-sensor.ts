import type { HidActivity } from '../hid/activity.ts';
import type { VirtualClock } from '../virtual-clock.ts';

/** The reaction of the person when the key blinks: at once (`hold`: and for as long as the key may want), or approve after so many milliseconds. */
export type TouchAnswer = 'approve' | 'hold' | 'refuse' | 'ignore' | number;
export type TouchPolicy = () => TouchAnswer;
export type TouchOutcome = 'touched' | 'held' | 'refused' | 'timeout' | 'cancelled';

const outcomes = { approve: 'touched', hold: 'held', refuse: 'refused' } as const;

/** The time that a touch outside of a request counts for U2F polling. */
const u2fLatchMs = 10_000;

/** The button or fingerprint sensor of a key. */
export class TouchSensor {
  policy: TouchPolicy;
  /** The next wait is refused, whatever the policy: by a finger that is not enrolled, on a key with a sensor. */
  refusesNext = false;
  readonly #clock: VirtualClock;
  readonly #timeoutMs: number;
  #answer: ((outcome: TouchOutcome) => void) | null = null;
  #latchedUntil = -1;
  #u2fAskedUntil = -1;

  constructor(clock: VirtualClock, timeoutMs: number, policy: TouchPolicy) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.policy = policy;
  }

  /** True while a request waits for the person. */
  get waiting(): boolean {
    return this.#answer !== null;
  }

  /** Touches (or refuses); tells whether anything was waiting for it. */
  touch(answer: 'approve' | 'hold' | 'refuse'): boolean {
    const waiting = this.#answer;
    if (waiting !== null) {
      waiting(outcomes[answer]);
      return true;
    }
    if (this.#clock.now() >= this.#u2fAskedUntil) return false;
    if (answer !== 'refuse') this.#latchedUntil = this.#clock.now() + u2fLatchMs;
    return true;
  }

  /** Waits for the person, sending keepalive 02. */
  async wait(activity: HidActivity): Promise<TouchOutcome> {
    if (activity.signal.aborted) return 'cancelled';
    const stopKeepalive = activity.keepalive('touch');
    const cancels: (() => void)[] = [stopKeepalive];
    const outcome = await new Promise<TouchOutcome>((resolve) => {
      const end = (result: TouchOutcome) => (): void => resolve(result);
      const cancelled = end('cancelled');
      activity.signal.addEventListener('abort', cancelled, { once: true });
      cancels.push(() => activity.signal.removeEventListener('abort', cancelled));
      this.#answer = resolve;
      const after = (result: TouchOutcome, delayMs: number): void => {
        cancels.push(this.#clock.schedule(end(result), delayMs, { background: true }));
      };
      after('timeout', this.#timeoutMs);
      const answer = this.refusesNext ? 'refuse' : this.policy();
      this.refusesNext = false;
      if (answer === 'approve' || answer === 'hold' || answer === 'refuse') resolve(outcomes[answer]);
      else if (typeof answer === 'number') after('touched', answer);
    });
    this.#answer = null;
    for (const cancel of cancels) cancel();
    return outcome;
  }

  /** Checks at once whether the person touched, as U2F hosts poll (§7: no keepalives, status word 6985). */
  pollU2f(): boolean {
    const now = this.#clock.now();
    const fresh = now >= this.#u2fAskedUntil;
    this.#u2fAskedUntil = now + 1000;
    if (now < this.#latchedUntil) {
      return this.#endU2fPoll();
    }
    if (!fresh) return false;
    const answer = this.policy();
    if (answer === 'approve' || answer === 'hold') return this.#endU2fPoll();
    if (typeof answer === 'number') {
      this.#clock.schedule(() => (this.#latchedUntil = this.#clock.now() + u2fLatchMs), answer, { background: true });
    }
    return false;
  }

  // A touch serves once; the next request asks again.
  #endU2fPoll(): true {
    this.#latchedUntil = -1;
    this.#u2fAskedUntil = -1;
    return true;
  }
}
