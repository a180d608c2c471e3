import { concat, utf8 } from '../codec/bytes.ts';
import { RawItem, type CborValue } from '../codec/cbor-types.ts';
import { writeHead } from '../codec/cbor-writer.ts';

const limit = 32;
const ellipsis = utf8('\u2026');

/** Truncates an RP ID to 32 bytes as CTAP 2.1 §6.8.7 says; the cut may fall inside a UTF-8 sequence. */
export function truncateRpId(rpId: string): CborValue {
  const bytes = utf8(rpId);
  if (bytes.length <= limit) return rpId;
  const colon = bytes.indexOf(0x3a);
  let kept: Uint8Array = new Uint8Array();
  if (colon !== -1) kept = bytes.subarray(0, Math.min(colon + 1, limit));
  if (limit - kept.length >= ellipsis.length) {
    kept = concat(kept, ellipsis);
    kept = concat(kept, bytes.subarray(bytes.length - (limit - kept.length)));
  }
  return new RawItem(concat(writeHead(3, BigInt(kept.length)), kept));
}
