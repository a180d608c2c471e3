import { createCipheriv } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { concat, utf8 } from './codec/bytes.ts';
import { readCbor } from './codec/cbor-reader.ts';
import type { CborMap, CborValue } from './codec/cbor-types.ts';
import { writeCbor } from './codec/cbor-writer.ts';
import { sha256 } from './seeded-random.ts';

/** Creates one entry: data sealed as a platform does before it writes the array (CTAP 2.1 §6.10.3). */
export function sealBlob(key: Uint8Array, nonce: Uint8Array, data: Uint8Array): CborMap {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(data.length));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(concat(utf8('blob'), size));
  const sealed = Uint8Array.from(
    Buffer.concat([cipher.update(deflateRawSync(data)), cipher.final(), cipher.getAuthTag()]),
  );
  return new Map<number, CborValue>([
    [1, sealed],
    [2, nonce],
    [3, data.length],
  ]);
}

/** Returns a serialized array with one more entry. Throws RangeError for an array that is not sound. */
export function withEntry(array: Uint8Array, entry: CborValue): Uint8Array {
  const entries = readCbor(array.subarray(0, -16));
  if (!Array.isArray(entries)) throw new RangeError('not an array of large blobs');
  const body = writeCbor([...(entries as readonly CborValue[]), entry]);
  return concat(body, sha256(body).subarray(0, 16));
}
