/** A CBOR data item as the virtual key uses it; integers above 2^53 are bigint. */
export type CborValue =
  number | bigint | string | Uint8Array | boolean | null | RawItem | readonly CborValue[] | CborMap;

/** A CBOR map; CTAP uses integers and text as keys. */
export type CborMap = ReadonlyMap<CborKey, CborValue>;
export type CborKey = number | string;

/** Bytes that go out as they are: broken UTF-8, non-canonical maps and other faults a conforming encoder cannot write. */
export class RawItem {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Input that breaks the CTAP2 canonical CBOR form (CTAP 2.1 §8, message encoding). */
export class CborSyntaxError extends Error {
  override readonly name = 'CborSyntaxError';
}
