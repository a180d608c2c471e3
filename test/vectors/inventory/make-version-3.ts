/*
 * Made version-3.sparekey, version-3-open.sparekey and version-3.json with the code of schema version 3 (passphrase: "fixture passphrase"). They are never made again:
 * they stand for the files and documents that people have. Run: node test/vectors/inventory/make-version-3.ts FOLDER
 */
import fs from 'node:fs';
import path from 'node:path';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';
import { unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';

const [, , folder = '.'] = process.argv;
const file = path.join(folder, 'version-3.sparekey');
let tick = Date.parse('2026-11-01T00:00:00.000Z');
const inventory = await openInventory({ file, clock: () => (tick += 1_000) });

async function must<Value>(outcome: Promise<{ ok: true; value: Value } | { ok: false; failure: unknown }>) {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

// What version 2 exported, and the kinds of records that version 3 added.
const version2 = fs.readFileSync(path.join(import.meta.dirname, 'version-2.json'), 'utf8');
await must(inventory.applyImport((await must(inventory.previewImport(version2))).token));
const { keys } = await must(inventory.snapshot());
const keyId = keys[0]?.id ?? '';
const phone = await must(
  inventory.addDevice({
    kind: 'phone',
    label: '携帯',
    owner: 'Mika',
    place: null,
    carriedOn: '鞄',
    simIn: null,
    note: null,
  }),
);
await must(
  inventory.addOtherWayIn({
    ...unsaidOfOtherWay,
    serviceId: 'github',
    rpId: null,
    userId: null,
    userName: 'alice',
    kind: 'totp-app',
    name: 'Authenticator',
    owner: 'Mika',
    requires: [{ type: 'device', deviceId: phone.id }, { type: 'memory' }],
  }),
);
for (const rpId of ['one.example', 'two.example'])
  await must(inventory.addManual({ keyId, serviceId: null, rpId, userName: 'mika', note: 'told' }));
await must(inventory.joinAccounts('domain:one.example mika', 'domain:two.example mika'));
// The same without protection, as most people have it.
fs.copyFileSync(file, path.join(folder, 'version-3-open.sparekey'));
await must(inventory.setPassphrase(new Uint8Array(Buffer.from('fixture passphrase'))));
fs.writeFileSync(path.join(folder, 'version-3.json'), await must(inventory.exportJson()));
await inventory.close();
