import { createHash } from 'node:crypto';
import { createFileMemory, noMemory } from '../../../src-main/inventory/file/file-memory.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { bytesOf, secrets } from './every-change.ts';

/** Everything about a run that is not chance: two runs of one step write the same records. */
export interface Moment {
  readonly at: number;
  /** Returns bytes of ids, the same for the same step. */
  random(length: number): Uint8Array;
}

/** Returns the moment of a step: its time, and the source of its ids. */
export function momentOf(step: number): Moment {
  let count = 0;
  return {
    at: Date.parse('2026-11-22T09:30:00.000Z') + step * 60_000,
    random: (length) =>
      new Uint8Array(
        createHash('shake256', { outputLength: length })
          .update(`${String(step)}/${String(count++)}`)
          .digest(),
      ),
  };
}

/** Opens an inventory without a keychain, with what the data folder remembers of it, and with the passphrase that fits. */
export async function openForProof(file: string, data: string | null, moment: () => Moment): Promise<Inventory> {
  const inventory = await openInventory({
    file,
    keychain: noKeychain,
    memory: data === null ? noMemory : createFileMemory(noKeychain, data),
    clock: () => moment().at,
    random: (length) => moment().random(length),
    scryptLogN: 15,
    patience: 20_000,
  });
  for (const secret of Object.values(secrets)) {
    if ((await inventory.status()).state !== 'needs-passphrase') break;
    await inventory.unlock(bytesOf(secret));
  }
  return inventory;
}
