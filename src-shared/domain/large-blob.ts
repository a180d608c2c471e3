/** States of a serialized array: `damaged` where its checksum does not fit, so that nothing in it can be told apart. */
export const blobArrayStates = ['sound', 'damaged'] as const;

/** Outcomes of opening an entry with the large blob keys of the passkeys on the key. */
export const blobContents = [
  'readable',
  'not-opened', // by no passkey that the key lists: its passkey was deleted, or is not listed
  'not-unpacked', // opened, and not what it says it is
  'malformed', // no entry that a passkey could open
] as const;

/** The passkey that opens a blob. */
export interface BlobOwner {
  readonly rpId: string | null;
  readonly rpIdHash: string;
  readonly credentialId: string;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
}

/** One large blob. Entries that are the same byte for byte are one. */
export interface LargeBlob {
  /** Hex; computed from the entry as it is stored. */
  readonly blobId: string;
  /** Bytes that it takes on the key. */
  readonly storedBytes: number;
  /** Bytes of its content as the entry says; proved where it is readable. Null where the entry is malformed. */
  readonly size: number | null;
  readonly content: (typeof blobContents)[number];
  readonly owner: BlobOwner | null;
}

/** The large blobs of a key as last read. */
export interface LargeBlobListing {
  readonly state: (typeof blobArrayStates)[number];
  /** Bytes of the whole array, checksum included. */
  readonly usedBytes: number;
  /** Most bytes that the key keeps; null where it does not tell. */
  readonly mostBytes: number | null;
  readonly blobs: readonly LargeBlob[];
  /** Whether every passkey was listed: else a blob that none opens may be one's that was not. */
  readonly passkeysComplete: boolean;
  /** ISO 8601. */
  readonly readAt: string;
}

/** Returns the bytes that are left; null where the key does not tell. */
export function freeBytes({ usedBytes, mostBytes }: Pick<LargeBlobListing, 'usedBytes' | 'mostBytes'>): number | null {
  return mostBytes === null ? null : Math.max(0, mostBytes - usedBytes);
}
