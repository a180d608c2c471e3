import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';

/** Carries an expected failure from where it arose to the one place that prints it and chooses the exit status. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly failure: OperationFailure;
  /** A sentence that explains this failure better than the usual words. */
  readonly explanation: string | null;

  constructor(failure: OperationFailure, explanation: string | null = null) {
    super(failure.kind);
    this.failure = failure;
    this.explanation = explanation;
  }
}

/** What was asked for on the command line cannot be done as asked: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Gives the value of an outcome, or throws its failure. */
export function valueOf<Value>(outcome: Result<Value, OperationFailure>): Value {
  if (!outcome.ok) throw new CommandFailed(outcome.failure);
  return outcome.value;
}
