import { z } from 'zod';
import { operationFailureSchema } from './operation-failure-schema.ts';

/** Returns the schema of an Outcome as it crosses a process boundary. */
export function outcomeSchema<Schema extends z.ZodType>(value: Schema) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: operationFailureSchema }),
  ]);
}
