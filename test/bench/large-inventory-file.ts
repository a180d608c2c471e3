import { noMemory } from '../../src-main/inventory/file/file-memory.ts';
import { InventoryFile } from '../../src-main/inventory/file/inventory-file.ts';
import { noKeychain } from '../../src-main/keychain/keychain.ts';
import { largeInventory } from './coverage-growth.ts';

/** Writes an invented inventory of that many enrolments as a file of the demonstration. Returns what it holds. */
export async function writeLargeInventory(
  file: string,
  enrolments: number,
): Promise<ReturnType<typeof largeInventory>> {
  const content = largeInventory(enrolments);
  const target = new InventoryFile({
    file,
    demo: true,
    keychain: noKeychain,
    memory: noMemory,
    now: () => content.now,
  });
  await target.change((session) => {
    const data = session.data.copy();
    for (const key of content.keys) data.put('key', key);
    for (const enrolment of content.enrolments) data.put('enrolment', enrolment);
    return { value: undefined, write: { data } };
  });
  target.forget();
  return content;
}
