import type { ImportEncoding } from '../../src-shared/domain/imports.ts';

/** Decodes bytes; null where they are not of that encoding. */
export function decodeBytes(bytes: Uint8Array, encoding: ImportEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
