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

/** A cap, which only a wait for the key's owner moves, and within it a limit on silence that every sound re-arms. */
export class Deadline {
  readonly #clock: ChannelClock;
  readonly #silenceMs: number;
  readonly #startedAt: number;
  #capAt: number;
  #silentAt: number;

  constructor(clock: ChannelClock, capMs: number, silenceMs: number = capMs) {
    this.#clock = clock;
    this.#silenceMs = silenceMs;
    this.#startedAt = clock.now();
    this.#capAt = this.#startedAt + capMs;
    this.#silentAt = this.#startedAt + silenceMs;
  }

  /** Records that the key was heard. */
  sound(): void {
    this.#silentAt = this.#clock.now() + this.#silenceMs;
  }

  /** Records that the key waits for its owner: silence is allowed, and the cap is this many milliseconds after the start. */
  awaitOwner(ownerMs: number): void {
    this.#capAt = Math.max(this.#capAt, this.#startedAt + ownerMs);
    this.#silentAt = this.#capAt;
  }

  /** Returns milliseconds until the nearer of the two limits; 0 when passed. */
  remaining(): number {
    return Math.max(0, Math.min(this.#capAt, this.#silentAt) - this.#clock.now());
  }

  get capReached(): boolean {
    return this.#clock.now() >= this.#capAt;
  }
}
