/** Oddities of one entry, shown beside it. */
export const credentialNotes = [
  'rp-id-missing',
  'rp-id-shortened', // the key cut the RP ID (CTAP 2.1 §6.8.7); the hash is the identity
  'rp-id-hash-mismatch', // the hash is not that of the shown RP ID and the RP ID is not a shortened form
  'text-cut-by-key', // a name ended inside a UTF-8 sequence or held invalid bytes
  'user-missing',
  'listed-twice',
  'public-key-unreadable',
  'cred-protect-invalid',
] as const;
export type CredentialNote = (typeof credentialNotes)[number];

/** A passkey (discoverable credential) as read from a key. Byte strings are hex; unknown is null. */
export interface Credential {
  readonly credentialId: string;
  readonly rpId: string | null;
  readonly rpIdHash: string;
  readonly rpName: string | null;
  /** The user handle, 1 to 64 bytes. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly userDisplayName: string | null;
  /** COSE algorithm number of the public key. */
  readonly algorithm: number | null;
  readonly credProtect: number | null;
  readonly hasLargeBlobKey: boolean;
  readonly thirdPartyPayment: boolean | null;
  readonly notes: readonly CredentialNote[];
}

/** One malformed entry of a listing: reported, and never the end of the list. */
export interface ListingProblem {
  readonly at: string;
  readonly message: string;
}

/** The passkeys of one key as read in one go. */
export interface PasskeyListing {
  readonly existing: number | null;
  readonly remaining: number | null;
  readonly passkeys: readonly Credential[];
  readonly problems: readonly ListingProblem[];
  /** False when the key announced more than it gave, or entries were unreadable: nothing may be concluded from absence. */
  readonly complete: boolean;
  /** ISO 8601. */
  readonly readAt: string;
}
