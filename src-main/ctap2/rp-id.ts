import { concatBytes, equalBytes } from '../../src-shared/lib/bytes.ts';
import { sha256 } from './digest.ts';

const ellipsis = Uint8Array.of(0xe2, 0x80, 0xa6);
const colon = 0x3a;
/** CTAP 2.1 §6.8.7: what a key must be able to store; it may keep more. */
const smallestLimit = 32;

/** Computes the RP ID hash: SHA-256 of the UTF-8 form. */
export function rpIdHashOf(rpId: string): Uint8Array {
  return sha256(new TextEncoder().encode(rpId));
}

/**
 * Shortens an RP ID as a key does that keeps `limit` bytes (CTAP 2.1 §6.8.7): the scheme up to the first colon stays,
 * then U+2026 where it fits, then the end of the ID. The cut can split a UTF-8 character, hence bytes.
 */
export function shortenRpId(rpId: string, limit: number = smallestLimit): Uint8Array {
  const full = new TextEncoder().encode(rpId);
  if (full.length <= limit) return full;
  const scheme = full.subarray(0, Math.min(full.indexOf(colon) + 1, limit));
  const room = limit - scheme.length;
  if (room < ellipsis.length) return scheme;
  return concatBytes(scheme, ellipsis, full.subarray(full.length - (room - ellipsis.length)));
}

/** Checks whether `stored`, the bytes a key keeps as RP ID, can come from shortening `rpId`, whatever the key's limit. */
export function isShortenedFormOf(stored: Uint8Array, rpId: string): boolean {
  const fullLength = new TextEncoder().encode(rpId).length;
  // Where fewer than three bytes are left for the ellipsis, the result is up to two bytes below the limit.
  return [stored.length, stored.length + 1, stored.length + 2].some(
    (limit) => limit >= smallestLimit && limit < fullLength && equalBytes(shortenRpId(rpId, limit), stored),
  );
}

/** Checks whether the bytes look as if a key had shortened an RP ID, when the full one is not known. */
export function looksShortened(stored: Uint8Array): boolean {
  const tail = stored.subarray(stored.indexOf(colon) + 1);
  const marked = equalBytes(tail.subarray(0, ellipsis.length), ellipsis);
  if (marked) return stored.length >= smallestLimit;
  // A scheme that fills the limit leaves no room for the ellipsis: either cut itself, or followed by nothing.
  const schemeOnly = !stored.includes(colon) ? stored.length === smallestLimit : tail.length === 0;
  return schemeOnly && stored.length >= smallestLimit - 2;
}

/** Finds the full RP ID behind a hash among known ones; null where none has it. */
export function findRpIdByHash(rpIdHash: Uint8Array, candidates: Iterable<string>): string | null {
  for (const candidate of candidates) if (equalBytes(rpIdHashOf(candidate), rpIdHash)) return candidate;
  return null;
}
