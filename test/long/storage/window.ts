/*
 * Stands for a window that is open all the time: records COUNT enrolments of a key of its own by hand, one after the other, and reads the
 * inventory after each, as a window does. Prints a line for each that was acknowledged. Parameters: FILE DATA-FOLDER NAME COUNT.
 */
import { createFileMemory } from '../../../src-main/inventory/file/file-memory.ts';
import { noKeychain } from '../../../src-main/keychain/keychain.ts';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { must } from '../../unit/inventory/inventory-fixture.ts';

const [file = '', data = '', name = '', count = '0'] = process.argv.slice(2);
const inventory = await openInventory({ file, keychain: noKeychain, memory: createFileMemory(noKeychain, data) });
const key = { ref: 'own', label: name, role: null, owner: null, place: null, carriedOn: null };
await must(inventory.addBulk({ keys: [key], enrolments: [], otherWaysIn: [] }));
const { keys } = await must(inventory.snapshot());
const keyId = keys.find(({ label }) => label === name)?.id ?? '';
for (let number = 0; number < Number(count); number++) {
  const userName = `${name} ${String(number)}`;
  await must(inventory.addManual({ keyId, serviceId: 'github', rpId: null, userName, note: null }));
  process.stdout.write(`${userName}\n`);
  await must(inventory.snapshot());
}
await inventory.close();
