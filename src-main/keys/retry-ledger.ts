/** PIN tries at most, whatever a key claims (CTAP 2.1 §6.5.2.2). */
const maximumRetries = 8;

/**
 * Keeps count of the PIN tries of one plug-in beside the key's own word, because a key can lie or err:
 * what is shown is the smaller of both, and a contradiction is kept for the findings (reliability D-04).
 */
export class RetryLedger {
  #counted: number | null = null;
  #contradicted = false;

  /** Takes the key's word and returns what to show. Null where the key gave no usable number. */
  report(retries: number | null): number | null {
    if (retries === null || retries < 0) return this.#counted;
    if (retries > maximumRetries) this.#contradicted = true;
    const lawful = Math.min(retries, maximumRetries);
    if (this.#counted !== null && lawful > this.#counted) this.#contradicted = true;
    this.#counted = this.#counted === null ? lawful : Math.min(this.#counted, lawful);
    return this.#counted;
  }

  /** Notes that the key refused a PIN. */
  missed(): void {
    if (this.#counted !== null) this.#counted = Math.max(0, this.#counted - 1);
  }

  /** Notes that the key accepted a PIN or got a new one: its counter is full again. */
  restored(): void {
    this.#counted = null;
  }

  /** The key said more tries than it can have, or than were left after a miss. */
  get contradicted(): boolean {
    return this.#contradicted;
  }
}
