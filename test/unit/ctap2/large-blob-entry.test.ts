import { createCipheriv } from 'node:crypto';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CborValue } from '../../../src-main/cbor/cbor-value.ts';
import { encodeCbor } from '../../../src-main/cbor/encode-cbor.ts';
import { entriesOf } from '../../../src-main/ctap2/large-blob-array.ts';
import { mostBlobBytes, openEntry, parseEntry } from '../../../src-main/ctap2/large-blob-entry.ts';
import { largeBlobVector } from '../../vectors/large-blobs.ts';

const { key, plaintext } = largeBlobVector;
const nonce = new Uint8Array(12).fill(7);

/** Creates an entry of packed bytes as the specification says, with a length that need not be theirs. */
function sealed(packed: Uint8Array, origSize: number) {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(origSize));
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.concat([Buffer.from('blob'), size]));
  const ciphertext = Buffer.concat([cipher.update(packed), cipher.final(), cipher.getAuthTag()]);
  return { ciphertext: new Uint8Array(ciphertext), nonce, origSize };
}

describe('an entry of the array', () => {
  it('is opened by its key and by no other one', () => {
    const [only = new Uint8Array()] = entriesOf(largeBlobVector.array) ?? [];
    const entry = parseEntry(only);
    if (entry === null) throw new Error('no entry');
    expect(openEntry(entry, key)).toEqual({ data: plaintext });
    expect(openEntry(entry, key.with(0, 0))).toBeNull();
    expect(openEntry(entry, key.subarray(1))).toBeNull();
    expect(openEntry({ ...entry, origSize: 67 }, key)).toBeNull();
  });

  it.each([
    ['no CBOR', Uint8Array.of(0xff)],
    ['a number', encodeCbor(1)],
    ['an empty map', encodeCbor(new Map())],
    ['no nonce', encoded([[2, undefined]])],
    ['a nonce of another length', encoded([[2, new Uint8Array(11)]])],
    ['a ciphertext without room for its tag', encoded([[1, new Uint8Array(15)]])],
    ['a ciphertext that is text', encoded([[1, 'text']])],
    ['a negative length', encoded([[3, -1]])],
    ['a length beyond 2^53', encoded([[3, 2n ** 63n]])],
  ])('is malformed: %s', (_name, bytes) => {
    expect(parseEntry(bytes)).toBeNull();
  });

  it('may have members that nobody knows', () => {
    expect(parseEntry(encoded([[9, 'later']]))).toMatchObject({ origSize: 3 });
  });

  it.each([
    ['packed by DEFLATE', deflateRawSync(plaintext)],
    ['packed with the head of zlib', deflateSync(plaintext)],
    ['packed without compression', deflateRawSync(plaintext, { level: 0 })],
  ])('is unpacked: %s', (_name, packed) => {
    expect(openEntry(sealed(packed, plaintext.length), key)).toEqual({ data: plaintext });
  });

  it('may be empty', () => {
    expect(openEntry(sealed(deflateRawSync(''), 0), key)).toEqual({ data: new Uint8Array() });
  });

  it.each([
    ['less than it says', deflateRawSync('abc'), 4],
    ['more than it says', deflateRawSync('abc'), 2],
    ['a thousand times as much', deflateRawSync(new Uint8Array(mostBlobBytes)), 3],
    ['more than is unpacked of any', deflateRawSync(new Uint8Array(mostBlobBytes + 1)), mostBlobBytes + 1],
    ['nothing that unpacks', Uint8Array.of(0xff, 0xff), 3],
    ['a stream that ends early', deflateRawSync(plaintext).subarray(0, 8), plaintext.length],
  ])('is opened and not unpacked: %s', (_name, packed, origSize) => {
    expect(openEntry(sealed(packed, origSize), key)).toEqual({ data: null });
  });
});

function encoded(changes: readonly (readonly [number, CborValue])[]): Uint8Array {
  const entry = new Map<number, CborValue>([
    [1, new Uint8Array(16)],
    [2, nonce],
    [3, 3],
  ]);
  for (const [member, value] of changes) {
    if (value === undefined) entry.delete(member);
    else entry.set(member, value);
  }
  return encodeCbor(entry);
}
