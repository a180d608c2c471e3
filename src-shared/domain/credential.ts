import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';

/** Oddities of one entry, shown beside it. */
export const credentialNoteSchema = z.enum([
  'rp-id-missing',
  'rp-id-shortened', // the key cut the RP ID (CTAP 2.1 §6.8.7); the hash is the identity
  'rp-id-hash-mismatch', // the hash is not that of the shown RP ID and the RP ID is not a shortened form
  'text-cut-by-key', // a name ended inside a UTF-8 sequence or held invalid bytes
  'user-missing',
  'listed-twice',
  'public-key-unreadable',
  'cred-protect-invalid',
]);
export type CredentialNote = z.infer<typeof credentialNoteSchema>;

/** A passkey (discoverable credential) as read from a key. Byte strings are hex; unknown is null. */
export const credentialSchema = z.strictObject({
  credentialId: hexSchema,
  rpId: z.string().nullable(),
  rpIdHash: hexSchema,
  rpName: z.string().nullable(),
  /** The user handle, 1 to 64 bytes. */
  userId: hexSchema.nullable(),
  userName: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  /** COSE algorithm number of the public key. */
  algorithm: z.number().int().nullable(),
  credProtect: z.number().int().nullable(),
  hasLargeBlobKey: z.boolean(),
  thirdPartyPayment: z.boolean().nullable(),
  notes: z.array(credentialNoteSchema),
});
export type Credential = z.infer<typeof credentialSchema>;

/** One malformed entry of a listing: reported, and never the end of the list. */
export const listingProblemSchema = z.strictObject({ at: z.string(), message: z.string() });
export type ListingProblem = z.infer<typeof listingProblemSchema>;

/** The passkeys of one key as read in one go. */
export const passkeyListingSchema = z.strictObject({
  existing: z.number().int().nullable(),
  remaining: z.number().int().nullable(),
  passkeys: z.array(credentialSchema),
  problems: z.array(listingProblemSchema),
  /** False when the key announced more than it gave, or entries were unreadable: nothing may be concluded from absence. */
  complete: z.boolean(),
  /** ISO 8601. */
  readAt: z.string(),
});
export type PasskeyListing = z.infer<typeof passkeyListingSchema>;
