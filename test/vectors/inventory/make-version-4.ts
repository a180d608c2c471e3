/*
 * Made version-4.sparekey and version-4.json (a document of version 3) with the code of schema version 4 (passphrase: "fixture passphrase"). They are never made
 * again: they stand for the files and documents that people have. Run: node test/vectors/inventory/make-version-4.ts FOLDER
 */
import fs from 'node:fs';
import path from 'node:path';
import { openInventory } from '../../../src-main/inventory/open-inventory.ts';

const [, , folder = '.'] = process.argv;
const file = path.join(folder, 'version-4.sparekey');
let tick = Date.parse('2026-11-02T00:00:00.000Z');
const inventory = await openInventory({ file, clock: () => (tick += 1_000) });

async function must<Value>(outcome: Promise<{ ok: true; value: Value } | { ok: false; failure: unknown }>) {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

// What version 3 exported: the records of both are the same, and the tables are not.
const version3 = fs.readFileSync(path.join(import.meta.dirname, 'version-3.json'), 'utf8');
await must(inventory.applyImport((await must(inventory.previewImport(version3))).token));
await must(inventory.setPassphrase(new Uint8Array(Buffer.from('fixture passphrase'))));
fs.writeFileSync(path.join(folder, 'version-4.json'), await must(inventory.exportJson()));
await inventory.close();
