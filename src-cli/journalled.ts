import type { OperationFailure } from '../src-shared/domain/operation-failure.ts';
import type { Result } from '../src-shared/lib/outcome.ts';
import type { JournalEntry } from '../src-main/inventory/inventory.ts';
import type { CommandContext } from './command-context.ts';
import { valueOf } from './command-failed.ts';
import { openedInventory } from './inventory-access.ts';

/**
 * Writes a change down before it is sent and how it ended after (reliability I-27, I-28). A key that is not remembered has no
 * record; an inventory that cannot be written stops the change.
 */
export async function journalled<Value>(
  context: CommandContext,
  keyId: string | null,
  entry: Omit<JournalEntry, 'keyId'>,
  details: (value: Value) => Record<string, string>,
  run: () => Promise<Result<Value, OperationFailure>>,
): Promise<Value> {
  if (keyId === null) return valueOf(await run());
  const { inventory } = await openedInventory(context);
  const { id } = valueOf(await inventory.journalBegin({ ...entry, keyId }));
  const outcome = await run();
  const unknown = !outcome.ok && outcome.failure.kind === 'outcome-unknown';
  await inventory.journalEnd(
    id,
    outcome.ok ? 'done' : unknown ? 'unknown' : 'not-done',
    outcome.ok ? details(outcome.value) : undefined,
  );
  return valueOf(outcome);
}
