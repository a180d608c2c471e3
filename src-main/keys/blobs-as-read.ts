import type { LargeBlobListing } from '../../src-shared/domain/large-blob.ts';

/** The large blobs of a key: what is shown of them, the array as it was read, and what was unpacked. */
export interface ReadBlobs {
  readonly listing: LargeBlobListing;
  readonly array: Uint8Array;
  /** By blob ID; of readable blobs only. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}
