/** PIN tries at most, whatever a key claims (CTAP 2.1 §6.5.2.2). */
const maximumRetries = 8;

/**
 * Count of the PIN tries of one plug-in beside the number that the key reports, because a key can lie or err: the smaller of both is shown,
 * and a contradiction becomes a finding.
 */
export class RetryLedger {
  #counted: number | null = null;
  #contradicted = false;

  /** Records the number that the key reports and returns the one to show; null where the key never gave a usable number. */
  report(retries: number | null): number | null {
    if (retries === null || retries < 0) return this.#counted;
    if (retries > maximumRetries) this.#contradicted = true;
    const reported = Math.min(retries, maximumRetries);
    if (this.#counted !== null && reported > this.#counted) this.#contradicted = true;
    this.#counted = this.#counted === null ? reported : Math.min(this.#counted, reported);
    return this.#counted;
  }

  /** Records that the key refused a PIN. */
  missed(): void {
    if (this.#counted !== null) this.#counted = Math.max(0, this.#counted - 1);
  }

  /** Records that the key accepted a PIN or got a new one: its counter is full again. */
  restored(): void {
    this.#counted = null;
  }

  /** Whether the key reported more tries than it can have, or than were left after a miss. */
  get contradicted(): boolean {
    return this.#contradicted;
  }
}
