import { fromHex } from '../../src-shared/lib/hex.ts';

/** Derived with a script from CTAP 2.3 §6.10.3: one entry, sealed by the key. */
export const largeBlobVector = {
  key: fromHex('404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f'),
  plaintext: new TextEncoder().encode('hello large blob '.repeat(4)),
  array: fromHex(
    '81a3015826f14da1b1bedb8ce9ee58cf97f02705f4d10c0d546c4c415e1cc4a3ea6e8b700ffde81b6cb5e0024c000102' +
      '030405060708090a0b0318441b2eb05639fbf3cc9d9a8c088be4d31e',
  ),
};

/** The array of a fresh key (CTAP 2.3 §6.10.3). */
export const emptyLargeBlobs = fromHex('8076be8b528d0075f7aae98d6fa57a6d3c');
