import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import type { JournalEntry } from '../../src-main/inventory/inventory.ts';
import { journalled as journalledInInventory } from '../../src-main/inventory/records/journalled.ts';
import type { CommandContext } from './command-context.ts';
import { valueOf } from './command-failure.ts';
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
  return valueOf(await journalledInInventory(inventory, { ...entry, keyId }, details, run));
}
