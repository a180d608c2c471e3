import { z } from 'zod';
import { progressSteps } from '../operations/define-operation.ts';
import { operationNames } from '../operations/operation-names.ts';
import { keyHandleSchema } from './plugged-key.ts';

/** What the person has to do, or what is going on, while an operation runs. Waiting is data, not a spinner. */
export const operationProgressSchema = z.strictObject({
  handle: keyHandleSchema,
  operation: z.enum(operationNames),
  step: z.enum(progressSteps),
  /** Entries read so far and the number the key announced, for long reads; null where unknown. */
  done: z.number().int().nullable(),
  total: z.number().int().nullable(),
});
export type OperationProgress = z.infer<typeof operationProgressSchema>;
