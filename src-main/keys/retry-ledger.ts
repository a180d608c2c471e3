/** PIN tries at most that the specification lets a key have (CTAP 2.1 §6.5.2.2). */
const maximumRetries = 8;

/**
 * Count of the PIN tries of one plug-in beside the number that the key reports, because a key can lie or err. That number is taken as
 * it is, since another program may have sent the right PIN meanwhile; only a key that reports as many tries right after a refused PIN
 * as before it is not believed any more: then the smaller of both is shown, and the contradiction becomes a finding.
 */
export class RetryLedger {
  #counted: number | null = null;
  #contradicted = false;
  #justMissed = false;
  #justRestored = false;
  #inAll: number | null = null;
  #believed = true;
  #misses = 0;
  #told: number | null = null;

  /** Records the number that the key reports and returns the one to show; null where the key never gave a usable number. */
  report(retries: number | null): number | null {
    const justMissed = this.#justMissed;
    const justRestored = this.#justRestored;
    this.#justMissed = false;
    this.#justRestored = false;
    if (retries === null || retries < 0) return this.#counted;
    this.#told = retries;
    if (justRestored) this.#inAll = retries;
    if (retries > maximumRetries) this.#contradicted = true;
    if (this.#counted !== null && justMissed && retries > this.#counted) {
      this.#contradicted = true;
      this.#believed = false;
    }
    this.#counted = this.#believed || this.#counted === null ? retries : Math.min(this.#counted, retries);
    return this.#counted;
  }

  /** Records that the key refused a PIN. */
  missed(): void {
    this.#misses++;
    this.#justMissed = true;
    this.#justRestored = false;
    if (this.#counted !== null) this.#counted = Math.max(0, this.#counted - 1);
  }

  /** Records that the key accepted a PIN or got a new one: its counter is full again. */
  restored(): void {
    this.#counted = null;
    this.#justMissed = false;
    this.#justRestored = true;
    this.#misses = 0;
  }

  /** Records the end of a connection: from here on another program may use up tries before they are read. */
  left(): void {
    this.#justRestored = false;
  }

  /** Number of tries that the key reported right after a right or a new PIN; null where it was not asked then. */
  get inAll(): number | null {
    return this.#inAll;
  }

  /** Number of PINs in a row that the key refused. */
  get misses(): number {
    return this.#misses;
  }

  /** Number that the key reported last; null where it reported nothing usable. */
  get told(): number | null {
    return this.#told;
  }

  /** Whether the key reported more tries than it can have, or than were left after a miss. */
  get contradicted(): boolean {
    return this.#contradicted;
  }
}
