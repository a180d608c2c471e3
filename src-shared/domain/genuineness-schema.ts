import { z } from 'zod';
import {
  type Genuineness,
  genuinenessReasons,
  genuinenessVerdicts,
  type MetadataState,
  type SignInJudgement,
} from './genuineness.ts';
import { type SignInCheck, signInFaults } from './sign-in-test.ts';
import { schemaOf } from './typed-schema.ts';

export const metadataStateSchema = schemaOf<MetadataState>()(
  z.strictObject({
    number: z.number().int(),
    nextUpdate: z.string(),
    outOfDate: z.boolean(),
    models: z.number().int(),
  }),
);

const signInCheckSchema = schemaOf<SignInCheck>()(
  z.strictObject({
    works: z.boolean(),
    faults: z.array(z.enum(signInFaults)),
    algorithm: z.number().nullable(),
    userVerified: z.boolean(),
    silent: z.boolean(),
    leftNothing: z.boolean().nullable(),
  }),
);

const genuinenessSchema = schemaOf<Genuineness>()(
  z.strictObject({
    verdict: z.enum(genuinenessVerdicts),
    reason: z.enum(genuinenessReasons),
    model: z.string().nullable(),
    reports: z.array(z.string()),
    chainOutOfDate: z.boolean(),
    metadata: metadataStateSchema.nullable(),
  }),
);

export const signInJudgementSchema = schemaOf<SignInJudgement>()(
  z.strictObject({ signIn: signInCheckSchema, genuineness: genuinenessSchema }),
);
