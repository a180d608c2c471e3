import { createDecipheriv } from 'node:crypto';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { concatBytes } from '../../src-shared/lib/bytes.ts';
import { CborError } from '../cbor/cbor-error.ts';
import type { CborValue } from '../cbor/cbor-value.ts';
import { decodeCbor } from '../cbor/decode-cbor.ts';
import { isCborMap, isUint } from './read-members.ts';

/** One sealed entry of the array (CTAP 2.3 §6.10.3). */
interface SealedBlob {
  readonly ciphertext: Uint8Array;
  readonly nonce: Uint8Array;
  /** Length of the content as the entry says it; bound to the seal. */
  readonly origSize: number;
}

/** Content of an entry that a key opened; null where it is sealed by that key and cannot be unpacked. */
export interface OpenedBlob {
  readonly data: Uint8Array | null;
}

/** Longest content that is unpacked, in bytes: an entry of a few bytes can claim, and unpack to, a thousand times as many. */
export const mostBlobBytes = 1_048_576;

const tagLength = 16;
const nonceLength = 12;

/** Parses an encoded entry; null where it is no sealed blob. Never throws. */
export function parseEntry(encoded: Uint8Array): SealedBlob | null {
  const value = decoded(encoded);
  if (!isCborMap(value)) return null;
  const [ciphertext, nonce, origSize] = [value.get(1), value.get(2), value.get(3)];
  if (!(ciphertext instanceof Uint8Array) || ciphertext.length < tagLength) return null;
  if (!(nonce instanceof Uint8Array) || nonce.length !== nonceLength || !isUint(origSize)) return null;
  return { ciphertext, nonce, origSize };
}

/** Opens an entry with the large blob key of one credential; null where that is not its key. Never throws. */
export function openEntry({ ciphertext, nonce, origSize }: SealedBlob, key: Uint8Array): OpenedBlob | null {
  const packed = decrypt(ciphertext, nonce, origSize, key);
  if (packed === null) return null;
  if (origSize > mostBlobBytes) return { data: null };
  // CTAP 2.3 §6.10.3 packs by DEFLATE alone; the first versions of libfido2 put the head of zlib before it.
  return { data: unpacked(inflateRawSync, packed, origSize) ?? unpacked(inflateSync, packed, origSize) };
}

function decrypt(ciphertext: Uint8Array, nonce: Uint8Array, origSize: number, key: Uint8Array): Uint8Array | null {
  if (key.length !== 32) return null;
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(origSize), true);
  const end = ciphertext.length - tagLength;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(concatBytes(new TextEncoder().encode('blob'), size));
  decipher.setAuthTag(ciphertext.subarray(end));
  const plain = decipher.update(ciphertext.subarray(0, end));
  try {
    return concatBytes(plain, decipher.final());
  } catch {
    // The tag does not fit: sealed by another key.
    return null;
  }
}

/** Returns what was packed, where it has the length that the entry says. */
function unpacked(inflate: typeof inflateRawSync, packed: Uint8Array, origSize: number): Uint8Array | null {
  try {
    // One byte more than it says: a longer one is seen, and none is unpacked further. The library wants a limit of one byte at least.
    const data = inflate(packed, { maxOutputLength: origSize + 1 });
    return data.length === origSize ? new Uint8Array(data) : null;
  } catch {
    return null;
  }
}

function decoded(encoded: Uint8Array): CborValue {
  try {
    return decodeCbor(encoded).value;
  } catch (error) {
    if (error instanceof CborError) return null;
    throw error;
  }
}
