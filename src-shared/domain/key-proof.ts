/** Facts by which a key is recognised after it was plugged in again. Two keys of a model without serial numbers that are set up alike have the same. */
export interface KeyProof {
  /** The answer to getInfo without what is encrypted afresh at every read, as CBOR in hex. */
  readonly info: string;
  /** Serial number of the vendor's own command; null where the key has none that tells it from others. */
  readonly vendorSerial: string | null;
  readonly vendorId: number;
  readonly productId: number;
  readonly usbSerial: string | null;
}
