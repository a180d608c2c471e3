import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-main/ctap2/digest.ts';
import { entriesOf, serializeEntries } from '../../../src-main/ctap2/large-blob-array.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import { emptyLargeBlobs, largeBlobVector } from '../../vectors/large-blobs.ts';

describe('the serialized array of large blobs', () => {
  it('of a fresh key has no entry', () => {
    expect(entriesOf(emptyLargeBlobs)).toEqual([]);
    expect(serializeEntries([])).toEqual(emptyLargeBlobs);
  });

  it('is written as it was read, byte for byte', () => {
    const entries = entriesOf(largeBlobVector.array) ?? [];
    expect(entries).toHaveLength(1);
    expect(serializeEntries(entries)).toEqual(largeBlobVector.array);
  });

  it.each([24, 255, 256, 1000])('counts %i entries in the shortest way', (count) => {
    const entries = Array.from({ length: count }, (_, index) => Uint8Array.of(index % 24));
    const array = serializeEntries(entries);
    expect(entriesOf(array)).toEqual(entries);
    expect(array.length).toBe(count + (count < 256 ? 2 : 3) + 16);
  });

  it.each([
    ['a bit of an entry', (array: Uint8Array) => array.with(9, 0)],
    ['a bit of the checksum', (array: Uint8Array) => array.with(array.length - 1, 0)],
    ['its end', (array: Uint8Array) => array.subarray(0, -1)],
    ['all of it', () => new Uint8Array(0)],
    ['all but a checksum', () => sha256(new Uint8Array(0)).subarray(0, 16)],
  ])('is damaged without %s', (_name, change) => {
    expect(entriesOf(change(largeBlobVector.array))).toBeNull();
  });

  it.each([
    ['a map', 'a0'],
    ['an array that ends early', '8201'],
  ])('is damaged where the checksum covers %s', (_name, hex) => {
    const body = fromHex(hex);
    expect(entriesOf(concatBytes(body, sha256(body).subarray(0, 16)))).toBeNull();
  });
});
