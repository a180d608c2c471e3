import { createHmac, hash } from 'node:crypto';
import { bigEndian, concat, utf8 } from './codec/bytes.ts';

/**
 * Random bytes that are the same for the same seed. Not secure, on purpose: a simulated key protects nothing, and a test
 * or a screenshot has to be repeatable.
 */
export interface SeededRandom {
  /** Returns the next `length` bytes of the stream. */
  bytes(length: number): Uint8Array;
  /** Derives 32 bytes that depend on seed, label and data only, not on what was taken before. */
  derive(label: string, ...data: readonly Uint8Array[]): Uint8Array;
}

/** Creates the random source of one simulated key. */
export function createSeededRandom(seed: number): SeededRandom {
  const root = sha256(utf8(`sparekey virtual key ${seed}`));
  const streamKey = sha256(concat(root, utf8('stream')));
  let block: Uint8Array = new Uint8Array();
  let used = 0;
  let counter = 0;

  return {
    bytes: (length) => {
      const out = new Uint8Array(length);
      for (let filled = 0; filled < length;) {
        if (used === block.length) {
          block = sha256(concat(streamKey, bigEndian(counter++, 6)));
          used = 0;
        }
        const part = block.subarray(used, used + length - filled);
        out.set(part, filled);
        filled += part.length;
        used += part.length;
      }
      return out;
    },
    derive: (label, ...data) => sha256(concat(root, utf8(`${label}\0`), ...data)),
  };
}

/** Computes HMAC-SHA-256. */
export function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  return Uint8Array.from(createHmac('sha256', key).update(message).digest());
}

/** Computes SHA-256. */
export function sha256(message: Uint8Array): Uint8Array {
  return Uint8Array.from(hash('sha256', message, 'buffer'));
}
