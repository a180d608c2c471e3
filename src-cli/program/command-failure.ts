import { HidError } from '../../src-shared/hid/hid-error.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { failed, type Result, success } from '../../src-shared/lib/outcome.ts';

/** Reason why a command did not do what it was asked: it was asked wrongly (exit status 2), or an operation failed. */
export type CommandFailure =
  | {
      readonly kind: 'usage';
      readonly message: string;
      /** Usage of the command, where only that can tell what was left out. */
      readonly usage: string | null;
      /** Problems of a file that was named, one by one. */
      readonly problems?: readonly Readonly<Record<string, unknown>>[];
    }
  | {
      readonly kind: 'operation';
      readonly failure: OperationFailure;
      /** A sentence that explains this failure better than its usual text. */
      readonly explanation: string | null;
      /** Next step where that is not the usual one either; null where there is none. */
      readonly next?: string | null | undefined;
    };

/** Exception by which an expected failure of an operation leaves a command. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly failure: OperationFailure;
  readonly explanation: string | null;
  readonly next: string | null | undefined;

  constructor(failure: OperationFailure, explanation: string | null = null, next?: string | null) {
    super(failure.kind);
    this.failure = failure;
    this.explanation = explanation;
    this.next = next;
  }
}

/** Exception for arguments that cannot be obeyed as typed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly problems: readonly Readonly<Record<string, unknown>>[] | null;

  constructor(message: string, problems: UsageError['problems'] = null) {
    super(message);
    this.problems = problems;
  }
}

/** Returns the value of an outcome. Throws CommandFailed with its failure. */
export function valueOf<Value>(outcome: Result<Value, OperationFailure>): Value {
  if (!outcome.ok) throw new CommandFailed(outcome.failure);
  return outcome.value;
}

/** Waits for the work of a command and returns what it threw as a failure. Throws what nobody expected. */
export async function outcomeOf<Value>(work: Promise<Value>): Promise<Result<Value, CommandFailure>> {
  try {
    return success(await work);
  } catch (error) {
    if (error instanceof UsageError) {
      const { message, problems } = error;
      return failed({ kind: 'usage', message, usage: null, ...(problems !== null && { problems }) });
    }
    if (error instanceof HidError && error.reason === 'unusable') {
      return failed({ kind: 'operation', failure: { kind: 'hid-unusable', detail: error.message }, explanation: null });
    }
    if (!(error instanceof CommandFailed)) throw error;
    const { failure, explanation, next } = error;
    return failed({ kind: 'operation', failure, explanation, next });
  }
}
