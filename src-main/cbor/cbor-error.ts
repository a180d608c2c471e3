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
  | 'reserved';

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
