export type CborErrorReason =
  | 'truncated'
  | 'trailing-bytes'
  | 'too-deep'
  | 'too-large'
  | 'tag'
  | 'float'
  | 'simple-value'
  | 'indefinite-length'
  | 'duplicate-key'
  | 'key-type'
  | 'broken-utf8-key'
  | 'reserved'
  | 'not-an-array';

/** Bytes that are refused as CBOR. `offset` is where, in bytes from the start. */
export class CborError extends Error {
  override readonly name = 'CborError';
  readonly reason: CborErrorReason;
  readonly offset: number;

  constructor(reason: CborErrorReason, offset: number) {
    super(`CBOR refused at byte ${offset}: ${reason}`);
    this.reason = reason;
    this.offset = offset;
  }
}

export type CborEncodeErrorReason =
  | 'float'
  | 'undefined'
  | 'lone-surrogate'
  | 'integer-range'
  | 'duplicate-key'
  | 'key-type'
  | 'not-plain'
  | 'too-deep'
  | 'too-large';

/** A value that has no CTAP2 canonical form. Carries no part of the value: it may be a secret. */
export class CborEncodeError extends Error {
  override readonly name = 'CborEncodeError';
  readonly reason: CborEncodeErrorReason;

  constructor(reason: CborEncodeErrorReason) {
    super(`cannot be written as CTAP2 CBOR: ${reason}`);
    this.reason = reason;
  }
}
