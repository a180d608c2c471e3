import { z } from 'zod';
import { hexSchema } from './hex-schema.ts';
import { type BlobOwner, blobArrayStates, blobContents, type LargeBlob, type LargeBlobListing } from './large-blob.ts';
import { schemaOf } from './typed-schema.ts';

const count = z.number().int().nonnegative();

const blobOwnerSchema = schemaOf<BlobOwner>()(
  z.strictObject({
    rpId: z.string().nullable(),
    rpIdHash: hexSchema,
    credentialId: hexSchema,
    userName: z.string().nullable(),
    userDisplayName: z.string().nullable(),
  }),
);

const largeBlobSchema = schemaOf<LargeBlob>()(
  z.strictObject({
    blobId: hexSchema,
    storedBytes: count,
    size: count.nullable(),
    content: z.enum(blobContents),
    owner: blobOwnerSchema.nullable(),
  }),
);

export const largeBlobListingSchema = schemaOf<LargeBlobListing>()(
  z.strictObject({
    state: z.enum(blobArrayStates),
    usedBytes: count,
    mostBytes: count.nullable(),
    blobs: z.array(largeBlobSchema),
    passkeysComplete: z.boolean(),
    readAt: z.string(),
  }),
);
