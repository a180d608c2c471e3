import { createHash } from 'node:crypto';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { openInventory } from '../inventory/open-inventory.ts';
import { type DemoTime, fillDemoInventory } from './fill-demo-inventory.ts';

/** Time of the export, from which everything in it is dated; opening it moves all dates to the present. */
const madeAt = Date.parse('2026-01-01T12:00:00.000Z');

/** Reads the simulated keys and makes the JSON document of the demonstration's inventory: the same text at every build. */
export async function makeDemoDocument(locale: Locale): Promise<string> {
  const time: DemoTime = { now: madeAt };
  const inventory = await openInventory({
    demo: true,
    file: 'memory',
    random: seededBytes('demo'),
    clock: () => time.now,
  });
  try {
    await fillDemoInventory(inventory, createTranslator(locale), time);
    const document = await inventory.exportJson();
    if (!document.ok) throw new Error(`the demonstration cannot be exported: ${document.failure.kind}`);
    return document.value;
  } finally {
    await inventory.close();
  }
}

/** Creates a stream of bytes that is the same in every process: ids of ready-made records, never keys or nonces. */
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
