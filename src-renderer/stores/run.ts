import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import { dismissFailure, showFailure } from './notice-store.ts';

/**
 * Waits for an operation and shows its failure, of the key `handle` where it is about one. Returns the value, or undefined after a failure;
 * what the person cancelled is not reported back to them. Once something was done with a key, what failed with it before is said no longer.
 */
export async function run<Value>(
  operation: Promise<Outcome<Value>>,
  handle: KeyHandle | null = null,
): Promise<Value | undefined> {
  const outcome = await settle(operation);
  if (outcome.ok) {
    if (handle !== null) dismissFailure((failure) => failure.handle === handle);
    return outcome.value;
  }
  if (outcome.failure.kind !== 'cancelled') showFailure(outcome.failure, handle);
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
