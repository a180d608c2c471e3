import type { Result } from '../lib/outcome.ts';
import type { FailureKind, OperationFailure } from './operation-failure.ts';

/** A success, or one of the named failures: the second parameter lists exactly what may go wrong. */
export type Outcome<Value, Kinds extends FailureKind = FailureKind> = Result<
  Value,
  Extract<OperationFailure, { kind: Kinds }>
>;
