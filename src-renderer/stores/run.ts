import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { showFailure } from './notice-store.ts';

/**
 * Waits for an operation and shows its failure. Returns the value, or undefined after a failure; what the person cancelled is not reported
 * back to them.
 */
export async function run<Value>(operation: Promise<Outcome<Value>>): Promise<Value | undefined> {
  const outcome = await settle(operation);
  if (outcome.ok) return outcome.value;
  if (outcome.failure.kind !== 'cancelled') showFailure(outcome.failure);
  return undefined;
}

/** Waits for an operation; a broken connection to the main process becomes a failure like any other. */
export async function settle<Value>(
  operation: Promise<Outcome<Value>>,
): Promise<{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: OperationFailure }> {
  try {
    return await operation;
  } catch (error) {
    return {
      ok: false,
      failure: { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) },
    };
  }
}
