import { z } from 'zod';
import { type Enrolment, recordedEvidence, vanishings } from './enrolment.ts';
import { accountIdSchema, isoDateSchema, noteSchema } from './fields-schema.ts';
import { hexSchema } from './hex-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const enrolmentSchema = schemaOf<Enrolment>()(
  z.strictObject({
    id: z.string(),
    keyId: z.string(),
    evidence: z.enum(recordedEvidence),
    accountId: accountIdSchema.nullable(),
    serviceId: z.string().nullable(),
    rpId: z.string().nullable(),
    rpIdHash: hexSchema.nullable(),
    userId: hexSchema.nullable(),
    userName: z.string().nullable(),
    userDisplayName: z.string().nullable(),
    credentialId: hexSchema.nullable(),
    algorithm: z.number().int().nullable(),
    credProtect: z.number().int().nullable(),
    firstSeen: isoDateSchema,
    asOf: isoDateSchema,
    vanishedAt: isoDateSchema.nullable(),
    vanishedBy: z.enum(vanishings).nullable(),
    note: noteSchema.nullable(),
  }),
);
