/** A decoded CBOR value. Integers beyond ±(2^53−1) are bigint. `undefined` (f7) is kept as itself. */
export type CborValue =
  number | bigint | string | boolean | null | undefined | Uint8Array | readonly CborValue[] | CborMap;

/** Maps are always Map: keys are integers or text, so `__proto__` is only a string. */
export type CborMap = ReadonlyMap<number | bigint | string, CborValue>;

/** A departure from CTAP2 canonical form that is tolerated from keys and reported. */
export interface CborFinding {
  readonly kind: 'key-order' | 'non-shortest-integer' | 'undefined-value' | 'broken-utf8';
  /** Byte offset in the input. */
  readonly offset: number;
}

/**
 * A text whose bytes were not UTF-8 stands in the value with U+FFFD; its bytes are here, by offset of the text's head.
 */
export interface DecodedCbor {
  readonly value: CborValue;
  readonly findings: readonly CborFinding[];
  readonly brokenTexts: ReadonlyMap<number, Uint8Array>;
}
