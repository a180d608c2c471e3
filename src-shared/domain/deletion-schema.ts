import { z } from 'zod';
import { type DeletionResult, deletionStates } from './deletion.ts';
import { hexSchema } from './hex-schema.ts';
import { operationFailureSchema } from './operation-failure-schema.ts';
import { schemaOf } from './typed-schema.ts';

export const deletionResultSchema = schemaOf<DeletionResult>()(
  z.strictObject({
    rpIdHash: hexSchema,
    credentialId: hexSchema,
    state: z.enum(deletionStates),
    failure: operationFailureSchema.nullable(),
  }),
);
