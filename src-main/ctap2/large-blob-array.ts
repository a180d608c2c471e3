import { concatBytes, equalBytes } from '../../src-shared/lib/bytes.ts';
import { CborError } from '../cbor/cbor-error.ts';
import { splitCborArray } from '../cbor/split-cbor-array.ts';
import { sha256 } from './digest.ts';

/** Bytes of SHA-256 that follow the CBOR array (CTAP 2.3 §6.10.3). */
const checksumLength = 16;

/** The encoded entries of a serialized array; null where its checksum does not fit, or what it covers is no array. */
export type LargeBlobEntries = readonly Uint8Array[] | null;

/** Parses a serialized array into its entries, each as it is encoded. Never throws. */
export function entriesOf(serialized: Uint8Array): LargeBlobEntries {
  const end = serialized.length - checksumLength;
  if (end < 1) return null;
  const array = serialized.subarray(0, end);
  if (!equalBytes(checksumOf(array), serialized.subarray(end))) return null;
  try {
    return splitCborArray(array);
  } catch (error) {
    if (error instanceof CborError) return null;
    throw error;
  }
}

/** Returns the serialized array of entries, each of them byte for byte as it was. */
export function serializeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const array = concatBytes(arrayHead(entries.length), ...entries);
  return concatBytes(array, checksumOf(array));
}

function checksumOf(array: Uint8Array): Uint8Array {
  return sha256(array).subarray(0, checksumLength);
}

/** Returns the shortest head of an array (RFC 8949 §3). */
function arrayHead(count: number): Uint8Array {
  if (count < 24) return Uint8Array.of(0x80 | count);
  if (count < 0x100) return Uint8Array.of(0x98, count);
  return Uint8Array.of(0x99, count >> 8, count & 0xff);
}
