import type { DeskSettings, KeyAtHand } from '../../../src-main/check/check-plugged-key.ts';
import { createDesk } from '../../../src-main/check/create-desk.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import type { KeyManager } from '../../../src-main/keys/key-manager.ts';
import type { DeskCheck, RecordState } from '../../../src-shared/domain/desk.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import type { CommandContext } from '../../program/command-context.ts';

/** The desk of one command: what its keys are held against, and the keys. */
export interface CommandDesk {
  readonly settings: DeskSettings;
  readonly keys: KeyManager;
  check(key: PluggedKey, atHand?: Partial<KeyAtHand>): Promise<DeskCheck>;
}

/** Opens a desk. An inventory that cannot be opened is no hindrance. */
export async function openDesk(
  context: CommandContext,
  settings: DeskSettings,
  { record }: { readonly record: boolean },
): Promise<CommandDesk> {
  const { keys } = await context.core();
  const inventory = record || context.hasInventory() ? await openable(context) : null;
  const desk = createDesk({
    inventory,
    run: (handle, input) => keys.run('check-key', handle, input, { signal: context.signal }),
  });
  return {
    settings,
    keys,
    check: (key, { assetTag = null, test = null } = {}) => desk.check({ key, assetTag, test, record }, settings),
  };
}

/** Returns the inventory where it opens without a question; null otherwise. */
async function openable(context: CommandContext): Promise<Inventory | null> {
  const inventory = await context.inventory();
  const snapshot = await inventory.snapshot();
  if (snapshot.ok) return inventory;
  context.terminal.note(context.t('cli.inventory-not-open', { kind: snapshot.failure.kind }));
  return null;
}

/** Returns whether a check was kept, in JSON. */
export function recordDocument(recorded: RecordState): Record<string, unknown> {
  return {
    recorded: recorded === 'recorded',
    notRecorded: recorded === 'recorded' || recorded === 'not-wanted' ? null : recorded.failure,
  };
}
