import { z } from 'zod';
import { type Credential, credentialNotes, type ListingProblem, type PasskeyListing } from './credential.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const credentialSchema = schemaOf<Credential>()(
  z.strictObject({
    credentialId: hexSchema,
    rpId: z.string().nullable(),
    rpIdHash: hexSchema,
    rpName: z.string().nullable(),
    userId: hexSchema.nullable(),
    userName: z.string().nullable(),
    userDisplayName: z.string().nullable(),
    algorithm: z.number().int().nullable(),
    credProtect: z.number().int().nullable(),
    hasLargeBlobKey: z.boolean(),
    thirdPartyPayment: z.boolean().nullable(),
    notes: z.array(z.enum(credentialNotes)),
  }),
);

export const listingProblemSchema = schemaOf<ListingProblem>()(z.strictObject({ at: z.string(), message: z.string() }));

export const passkeyListingSchema = schemaOf<PasskeyListing>()(
  z.strictObject({
    existing: z.number().int().nullable(),
    remaining: z.number().int().nullable(),
    passkeys: z.array(credentialSchema),
    problems: z.array(listingProblemSchema),
    complete: z.boolean(),
    readAt: z.string(),
  }),
);
