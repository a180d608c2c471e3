import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import type { Inventory, JournalEntry } from '../inventory.ts';

/** Says how a journalled operation ended. */
export function journalResult(failure: OperationFailure | null): 'done' | 'not-done' | 'unknown' {
  if (failure === null) return 'done';
  return failure.kind === 'outcome-unknown' ? 'unknown' : 'not-done';
}

/**
 * Runs one operation between two journal entries, so that a program that dies in between knows at its next start which
 * key to read again (reliability I-27, I-28). Where the first entry cannot be written the operation is not sent.
 */
export async function journalled<Value>(
  inventory: Inventory,
  entry: JournalEntry,
  details: (value: Value) => Record<string, string>,
  run: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const begun = await inventory.journalBegin(entry);
  if (!begun.ok) return begun;
  const outcome = await run();
  // A failing second entry changes nothing about the key: the open first entry asks for a re-read at the next start.
  await inventory.journalEnd(
    begun.value.id,
    journalResult(outcome.ok ? null : outcome.failure),
    outcome.ok ? details(outcome.value) : undefined,
  );
  return outcome;
}
