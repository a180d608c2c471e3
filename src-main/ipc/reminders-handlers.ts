import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { success } from '../../src-shared/lib/outcome.ts';
import type { Inventory, InventoryOutcome } from '../inventory/inventory.ts';

const snoozeMs = 30 * 24 * 60 * 60 * 1000;

/** Answers what a window asks about reminders. */
export function createRemindersHandlers(
  inventory: Pick<Inventory, 'dismiss'>,
  now: () => Date,
): HandlersOf<AppContract>['reminders'] {
  return {
    acknowledge: ({ id }) => done(inventory.dismiss(id, null)),
    snooze: ({ id }) => done(inventory.dismiss(id, new Date(now().getTime() + snoozeMs).toISOString())),
  };
}

async function done(outcome: InventoryOutcome<void>): Promise<Outcome<null>> {
  const ended = await outcome;
  return ended.ok ? success(null) : ended;
}
