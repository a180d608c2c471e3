/*
 * Writes to an inventory until it is killed, and prints a line for every change that was acknowledged. Started by kill-inventory.ts.
 * Parameters: file, number of the first change.
 */
import fs from 'node:fs';
import { noKeychain } from '../../src-main/inventory/file/keychain.ts';
import { openInventory } from '../../src-main/inventory/open-inventory.ts';

const [file = '', first = '0'] = process.argv.slice(2);
const inventory = await openInventory({ file, keychain: noKeychain });
const snapshot = await inventory.snapshot();
if (!snapshot.ok) throw new Error(`cannot open: ${JSON.stringify(snapshot.failure)}`);
const keyId = snapshot.value.keys[0]?.id ?? '';
// Synchronous, so that a line is out before the next change begins.
const say = (line: string): void => void fs.writeSync(1, `${line}\n`);
say('ready');
for (let number = Number(first); ; number++) {
  const told = {
    keyId,
    serviceId: `service-${String(number)}`,
    rpId: null,
    userName: 'alice',
    note: 'x'.repeat(number % 500),
  };
  const written = await inventory.addTold(told);
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  say(`told ${String(number)} ${written.value.id}`);
  const edited = await inventory.editKey(keyId, { owner: `owner ${String(number)}` });
  if (!edited.ok) throw new Error(JSON.stringify(edited.failure));
  say(`owner ${String(number)}`);
  if (number % 3 === 2) {
    const removed = await inventory.removeTold(written.value.id);
    if (!removed.ok) throw new Error(JSON.stringify(removed.failure));
    say(`gone ${String(number)}`);
  }
  if (number % 7 === 6) {
    const backup = await inventory.backup();
    if (!backup.ok) throw new Error(JSON.stringify(backup.failure));
    say(`backup ${backup.value.file}`);
  }
}
