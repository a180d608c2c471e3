import { z } from 'zod';
import type { Result } from '../lib/outcome.ts';
import { type FailureKind, type OperationFailure, operationFailureSchema } from './operation-failure.ts';

/** A success, or one of the named failures: the second parameter lists exactly what may go wrong. */
export type Outcome<Value, Kinds extends FailureKind = FailureKind> = Result<
  Value,
  Extract<OperationFailure, { kind: Kinds }>
>;

/** Schema of an Outcome as it crosses a process boundary. */
export function outcomeSchema<Schema extends z.ZodType>(value: Schema) {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), failure: operationFailureSchema }),
  ]);
}
