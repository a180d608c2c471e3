import type { CtapResponse } from './ctap-command.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Finds the bytes of a text that was no UTF-8; null for a sound text. Texts carry no position, so a broken one is
 * recognised by what its bytes decode to: a sound U+FFFD elsewhere is not taken for one unless the texts are equal.
 */
export function brokenTextBytes(response: CtapResponse, text: string): Uint8Array | null {
  if (!text.includes('\ufffd')) return null;
  for (const bytes of response.brokenTexts.values()) if (decoder.decode(bytes) === text) return bytes;
  return null;
}
