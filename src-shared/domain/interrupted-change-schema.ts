import { z } from 'zod';
import { journaledOperationNames } from '../operations/operation-names.ts';
import { hexSchema } from './hex-schema.ts';
import type { InterruptedChange } from './interrupted-change.ts';
import { schemaOf } from './typed-schema.ts';

export const interruptedChangeSchema = schemaOf<InterruptedChange>()(
  z.strictObject({
    keyId: z.string(),
    operation: z.enum(journaledOperationNames),
    credentialId: hexSchema.nullable(),
  }),
);
