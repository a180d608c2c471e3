import { createHmac } from 'node:crypto';

/** The identity and content of a row, as the hash over all rows knows them. */
export interface HashedRow {
  readonly kind: string;
  readonly id: string;
  readonly sequence: number;
  readonly revision: number;
  /** Authentication tag of the sealed content, hex: it stands for the content. */
  readonly tag: string;
}

const modulus = 1n << 256n;

/**
 * A hash of a set of rows that follows each change without the other rows being read: the sum modulo 2^256 of a keyed hash (HMAC-SHA-256)
 * of each row. Nobody without the key finds rows that sum up to the same.
 */
export class RowHash {
  readonly #key: Uint8Array;
  #sum: bigint;

  /** Continues from a hash as `hex()` wrote it; from nothing where there is none. */
  constructor(key: Uint8Array, hex: string = '') {
    this.#key = key;
    this.#sum = hex === '' ? 0n : BigInt(`0x${hex}`);
  }

  add(row: HashedRow): void {
    this.#sum = (this.#sum + this.#of(row)) % modulus;
  }

  remove(row: HashedRow): void {
    this.#sum = (this.#sum + modulus - this.#of(row)) % modulus;
  }

  /** Returns the hash as 64 hex digits. */
  hex(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }

  #of({ kind, id, sequence, revision, tag }: HashedRow): bigint {
    const row = JSON.stringify(['record', kind, id, sequence, revision, tag]);
    return BigInt(`0x${createHmac('sha256', this.#key).update(row).digest('hex')}`);
  }
}
