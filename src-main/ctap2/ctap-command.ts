import type { CborFinding, CborMap } from '../cbor/cbor-value.ts';

/** A body as it came from the key: empty map where the key sent none. */
export interface CtapResponse {
  readonly map: CborMap;
  /** False when the response held the status byte only. */
  readonly hasBody: boolean;
  readonly findings: readonly CborFinding[];
  /** Bytes of texts that were not UTF-8 and stand in `map` with U+FFFD (see DecodedCbor). */
  readonly brokenTexts: ReadonlyMap<number, Uint8Array>;
  /** The body's bytes, without the status byte. */
  readonly raw: Uint8Array;
}

/**
 * A CTAP2 command as a value: what to send and how to read the answer. Integer map keys appear in the file that defines
 * the command and nowhere else. `encode` returns the request map or null where the command takes none;
 * `decode` throws CtapResponseError.
 */
export interface CtapCommand<Request, Response> {
  readonly name: string;
  readonly code: number;
  /**
   * The answer is the status alone. Whatever follows status 00 is dropped unread: the key has done what was asked, and
   * no garbage behind that may turn it into a failure.
   */
  readonly statusOnly?: true;
  encode(request: Request): CborMap | null;
  decode(response: CtapResponse): Response;
}
