import { timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';
import { copySecret } from '../../../src-shared/lib/secret-bytes.ts';

/** CTAP 2.1 §6.5.1: the UTF-8 form of a PIN has at most 63 bytes (it is sent padded to 64, and ends in 00). */
export const maxPinBytes = 63;

const redacted = '[PIN]';
/** NUL, and whatever ends a line: such a PIN could not be typed again elsewhere, and keys cut at 00. */
const forbidden = /[\0\n\v\f\r\u0085\u2028\u2029]/u;

/**
 * A PIN as bytes. It prints as `[PIN]` in strings, JSON and inspection, and is zeroed by wipe().
 * Its bytes leave through exposePinBytes() only.
 */
export class Pin {
  readonly #bytes: Uint8Array;
  /** Number of Unicode code points after NFC: what minPINLength and maxPINLength count. */
  readonly codePoints: number;
  /** Length of the UTF-8 form. */
  readonly byteLength: number;
  #wiped = false;

  private constructor(bytes: Uint8Array, codePoints: number) {
    this.#bytes = bytes;
    this.codePoints = codePoints;
    this.byteLength = bytes.length;
  }

  /**
   * Creates a PIN from UTF-8 bytes, which stay the caller's to wipe; null where they are no UTF-8 (lone surrogates included) or hold NUL or
   * a line break. Length is not judged here (pin-rules.ts). CTAP 2.1 §6.5.5.6: the PIN is normalised to NFC.
   */
  static fromUtf8(utf8: Uint8Array): Pin | null {
    // ASCII needs no normalisation, so the usual PIN never becomes a string, which could not be wiped.
    if (utf8.every((byte) => byte < 0x80)) {
      const lineBreakOrNul = utf8.some((byte) => byte === 0 || (byte >= 0x0a && byte <= 0x0d));
      return lineBreakOrNul ? null : new Pin(copySecret(utf8), utf8.length);
    }
    const text = decodeStrictly(utf8)?.normalize('NFC');
    if (text === undefined || forbidden.test(text)) return null;
    return new Pin(new TextEncoder().encode(text), [...text].length);
  }

  /** Returns the PIN's own bytes, not a copy: not to be kept, not to be wiped by the reader. Throws once wiped. */
  exposePinBytes(): Uint8Array {
    if (this.#wiped) throw new Error('the PIN has been wiped');
    return this.#bytes;
  }

  /** Checks whether two PINs are the same, without telling by its duration where they differ. */
  equals(other: Pin): boolean {
    const left = new Uint8Array(256);
    const right = new Uint8Array(256);
    try {
      if (this.byteLength > left.length || other.byteLength > right.length) return false;
      left.set(this.exposePinBytes());
      right.set(other.exposePinBytes());
      return timingSafeEqual(left, right) && this.byteLength === other.byteLength;
    } finally {
      left.fill(0);
      right.fill(0);
    }
  }

  /** Zeroes the bytes; the PIN cannot be used any more. Idempotent. */
  wipe(): void {
    this.#bytes.fill(0);
    this.#wiped = true;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

function decodeStrictly(utf8: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(utf8);
  } catch {
    return undefined;
  }
}
