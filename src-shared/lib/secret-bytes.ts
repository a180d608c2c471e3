import { joinBytes } from './bytes.ts';

/**
 * Creates the bytes of a secret, in memory of their own: short arrays stand in V8's heap, where each of its collections leaves a copy behind
 * that nobody can wipe.
 */
export function secretBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}

/** Copies secrets into one array; the caller wipes that and each of the originals. */
export function copySecret(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes(parts, secretBytes);
}
