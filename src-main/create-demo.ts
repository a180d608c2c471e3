import { randomBytes, createHash } from 'node:crypto';
import type { Locale } from '../src-shared/domain/settings.ts';
import { createTranslator } from '../src-shared/i18n/translator.ts';
import { createDemoKeys, type DemoKey } from '../src-virtual-key/demo-keys.ts';
import { createVirtualTransport, type VirtualTransport } from '../src-virtual-key/virtual-transport.ts';
import { type Core, createCore } from './create-core.ts';
import { type DemoTime, fillDemoInventory } from './create-demo-inventory.ts';
import type { Inventory } from './inventory/inventory.ts';
import { openInventory } from './inventory/open-inventory.ts';

export interface DemoCore extends Core {
  readonly transport: VirtualTransport;
  readonly demoKeys: readonly DemoKey[];
}

/** Builds a core over the simulated keys of the demonstration; those that are in use at the start are plugged in. */
export async function createDemoCore(options: { readonly keepOpen?: boolean } = {}): Promise<DemoCore> {
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.filter(({ plugged }) => plugged).map(({ key }) => key));
  return { ...(await createCore({ transport, ...options })), transport, demoKeys };
}

/**
 * Opens the inventory of the demonstration: a file that is marked as demo, or, without one, an inventory that vanishes and
 * in which the simulated keys have been read already. Ids of records are the same in every process.
 */
export async function openDemoInventory(options: {
  readonly file?: string | undefined;
  readonly locale: Locale;
}): Promise<Inventory> {
  const time: DemoTime = { past: null };
  const seeded = seededBytes('demo');
  let isFilling = options.file === undefined;
  const inventory = await openInventory({
    demo: true,
    file: options.file ?? 'memory',
    // Only what is ready-made has ids that are the same in every process.
    random: (length) => (isFilling ? seeded(length) : randomBytes(length)),
    clock: () => time.past ?? Date.now(),
  });
  if (isFilling) await fillDemoInventory(inventory, createTranslator(options.locale), time);
  isFilling = false;
  return inventory;
}

/** A stream of bytes that is the same in every process. Names records of the demonstration; never keys or nonces. */
function seededBytes(seed: string): (length: number) => Uint8Array {
  let block = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      const digest = createHash('sha256').update(`${seed} ${block++}`).digest();
      bytes.set(digest.subarray(0, Math.min(32, length - offset)), offset);
    }
    return bytes;
  };
}
