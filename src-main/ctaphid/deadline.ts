export interface ChannelClock {
  /** Returns milliseconds on a clock that never jumps. */
  now(): number;
  /** Waits this many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
}

/** The monotonic clock of the platform. */
export const systemClock: ChannelClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A cap that nothing moves, and within it a limit on silence that every sound re-arms. */
export class Deadline {
  readonly #clock: ChannelClock;
  readonly #silenceMs: number;
  readonly #capAt: number;
  #silentAt: number;

  constructor(clock: ChannelClock, capMs: number, silenceMs: number = capMs) {
    this.#clock = clock;
    this.#silenceMs = silenceMs;
    this.#capAt = clock.now() + capMs;
    this.#silentAt = clock.now() + silenceMs;
  }

  /** Records that the key was heard. */
  sound(): void {
    this.#silentAt = this.#clock.now() + this.#silenceMs;
  }

  /** Returns milliseconds until the nearer of the two limits; 0 when passed. */
  remaining(): number {
    return Math.max(0, Math.min(this.#capAt, this.#silentAt) - this.#clock.now());
  }

  get capReached(): boolean {
    return this.#clock.now() >= this.#capAt;
  }
}
