import { fromHex, toHex } from '../../src-shared/lib/hex.ts';
import { decodeCbor } from '../cbor/decode-cbor.ts';
import { encodeCbor } from '../cbor/encode-cbor.ts';

/** Members of getInfo that are encrypted afresh at every read (CTAP 2.3 §6.4: encIdentifier, encCredStoreState). */
const freshMembers: ReadonlySet<unknown> = new Set([0x19, 0x1e]);

/** Returns an answer to getInfo (CBOR, hex) without what differs at every read: two readings of a key that nobody changed give the same. */
export function lastingInfo(raw: string): string {
  const { value } = decodeCbor(fromHex(raw));
  if (!(value instanceof Map)) return raw;
  return toHex(encodeCbor(new Map([...value].filter(([member]) => !freshMembers.has(member)))));
}
