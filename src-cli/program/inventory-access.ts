import type { KeyJournal } from '../../src-shared/operations/operation-journal.ts';
import type { InventoryKey } from '../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../src-shared/lib/display-text.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed, valueOf } from './command-failure.ts';
import { thereAre } from './arguments/there-are.ts';
import { askPassphrase } from './pin-prompt.ts';
import { type KeyCandidate, sameLabel } from './select-key.ts';

export interface OpenedInventory {
  readonly inventory: Inventory;
  readonly snapshot: InventorySnapshot;
}

/**
 * Opens the inventory, asking for its passphrase where it needs one. A passphrase that was given for an inventory without one is a failure:
 * whoever has one expects another file. `setsPassphrase` is for the command that sets the first.
 */
export async function openedInventory(context: CommandContext, setsPassphrase = false): Promise<OpenedInventory> {
  const inventory = await context.inventory();
  const first = await inventory.snapshot();
  if (first.ok) {
    if (context.options.passphraseStdin && !setsPassphrase) await refuseNeedlessPassphrase(inventory);
    return { inventory, snapshot: first.value };
  }
  if (first.failure.kind !== 'inventory-needs-passphrase') throw new CommandFailed(first.failure);
  const passphrase = await askPassphrase(context, context.t('cli.prompt.passphrase'));
  valueOf(await inventory.unlock(passphrase));
  return { inventory, snapshot: valueOf(await inventory.snapshot()) };
}

async function refuseNeedlessPassphrase(inventory: Inventory): Promise<void> {
  const { passphrase, recoveryCode } = (await inventory.status()).protection;
  if (!passphrase && !recoveryCode) throw new CommandFailed({ kind: 'inventory-replaced', detail: 'not-protected' });
}

/** Returns where changes of a key are written down; null where it is not remembered. */
export async function keyJournal(
  context: CommandContext,
  { inventoryId }: Pick<KeyCandidate, 'inventoryId'>,
): Promise<KeyJournal | null> {
  if (inventoryId === null) return null;
  const { inventory } = await openedInventory(context);
  return { journal: inventory, keyId: inventoryId };
}

/** Finds a remembered key by id, label or serial number; never guesses. Throws CommandFailed that says which there are. */
export function rememberedKey(
  { t }: Pick<CommandContext, 't'>,
  snapshot: InventorySnapshot,
  selector: string,
): InventoryKey {
  const fitting = keysFitting(snapshot, selector);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  const key = displayText(selector, 80);
  if (only === undefined) {
    const problem = t('cli.no-such-remembered-key', { key });
    const labels = snapshot.keys.map(({ label }) => label);
    const explanation = labels.length === 0 ? t('cli.inventory.no-keys') : thereAre(t, problem, selector, labels);
    throw new CommandFailed({ kind: 'no-such-key' }, explanation, null);
  }
  const choices = fitting.map(({ label, id }) => `${label} (${id})`);
  const text = thereAre(t, t('cli.several-remembered-keys', { key }), selector, choices);
  throw new CommandFailed({ kind: 'ambiguous-key', count: fitting.length }, text, null);
}

/** Finds all remembered keys that an id, label or serial number may mean. */
export function keysFitting({ keys }: InventorySnapshot, selector: string): readonly InventoryKey[] {
  return keys.filter((key) => key.id === selector || key.vendorSerial === selector || sameLabel(key.label, selector));
}
