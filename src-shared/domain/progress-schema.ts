import { z } from 'zod';
import { sampleStatuses } from './fingerprint.ts';
import { keyHandleSchema } from './plugged-key-schema.ts';
import { progressSteps } from '../operations/define-operation.ts';
import { operationNames } from '../operations/operation-names.ts';
import type { OperationProgress } from './progress.ts';
import { schemaOf } from './typed-schema.ts';

export const operationProgressSchema = schemaOf<OperationProgress>()(
  z.strictObject({
    handle: keyHandleSchema,
    operation: z.enum(operationNames),
    step: z.enum(progressSteps),
    done: z.number().int().nullable(),
    total: z.number().int().nullable(),
    sample: z.enum(sampleStatuses).nullable(),
  }),
);
