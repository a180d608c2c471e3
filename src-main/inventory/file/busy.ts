import { setTimeout as sleep } from 'node:timers/promises';
import { InventoryError, sqliteCode } from './storage-failure.ts';

/** SQLITE_BUSY: another connection holds a lock that is in the way. */
const busyCode = 5;
/** Milliseconds between two tries: some commits last a few, nobody should wait much longer than the lock is held. */
const pause = { least: 2, spread: 10 };

/**
 * Runs a statement again until no other connection is in the way, without holding up the event loop.
 * Throws InventoryError `inventory-locked` after `patience` milliseconds.
 */
export async function whileBusy<Value>(patience: number, run: () => Promise<Value>): Promise<Value> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (sqliteCode(error) !== busyCode) throw error;
      if (performance.now() >= deadline) throw new InventoryError({ kind: 'inventory-locked' }, { cause: error });
    }
    // Not the same for every process that waits, else they would meet again each time.
    await sleep(pause.least + Math.random() * pause.spread);
  }
}
