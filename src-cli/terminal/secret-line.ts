import { copySecret, secretBytes } from '../../src-shared/lib/secret-bytes.ts';

const enter = new Set([0x0a, 0x0d]);
const interrupt = 0x03;
const endOfInput = 0x04;
const eraseLine = 0x15;
const escape = 0x1b;
const backspace = new Set([0x08, 0x7f]);
/** Longer than any PIN (63 bytes) and any sensible passphrase. */
const capacity = 1024;

/**
 * Collects the bytes of one secret line as they are typed in a raw terminal. They are held in one buffer that is wiped,
 * never in a string.
 */
export class SecretLine {
  readonly #bytes = secretBytes(capacity);
  #length = 0;

  /**
   * Appends typed bytes and wipes the given array. Returns 'done' at the end of the line, 'cancelled' at Ctrl-C; what follows is dropped.
   */
  take(typed: Uint8Array): 'more' | 'done' | 'cancelled' {
    try {
      // Arrow and function keys come as one burst that begins with ESC: no part of it is text.
      if (typed[0] === escape && typed.length > 1) return 'more';
      for (const byte of typed) {
        if (byte === interrupt || (byte === endOfInput && this.#length === 0)) return 'cancelled';
        if (enter.has(byte) || byte === endOfInput) return 'done';
        if (backspace.has(byte)) this.#eraseCharacter();
        else if (byte === eraseLine) this.wipe();
        else if (byte >= 0x20 && this.#length < capacity) this.#bytes[this.#length++] = byte;
      }
      return 'more';
    } finally {
      typed.fill(0);
    }
  }

  /** Copies the typed bytes; the caller wipes the copy. */
  bytes(): Uint8Array {
    return copySecret(this.#bytes.subarray(0, this.#length));
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.#length = 0;
  }

  /** Erases the last character of UTF-8: up to four bytes, of which the continuation bytes begin with the bits 10. */
  #eraseCharacter(): void {
    while (this.#length > 0) {
      const last = this.#bytes[--this.#length] ?? 0;
      this.#bytes[this.#length] = 0;
      if ((last & 0xc0) !== 0x80) return;
    }
  }
}

/**
 * Checks whether a line was typed by a key and not by a person: a YubiKey that is touched in the wrong moment types 32 to 48 letters of one
 * alphabet and Enter.
 */
export function isTypedByKey(line: Uint8Array): boolean {
  const modhex = new TextEncoder().encode('cbdefghijklnrtuv');
  return line.length >= 32 && line.length <= 48 && line.every((byte) => modhex.includes(byte));
}
