/*
 * Measures the inventory file: how long it takes to open, to change and to see another process's change, and what it takes of disk and
 * memory. Run: node test/bench/inventory-scale.ts [KEYS [ENROLMENTS_PER_KEY]]; 1,000 keys with 100 enrolments each unless told.
 */
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { noMemory } from '../../src-main/inventory/file/file-memory.ts';
import { InventoryFile } from '../../src-main/inventory/file/inventory-file.ts';
import { noKeychain } from '../../src-main/inventory/file/keychain.ts';
import { openInventory } from '../../src-main/inventory/open-inventory.ts';
import { keyDefaults } from '../../src-main/inventory/records/remember-key.ts';

const keys = Number(process.argv[2] ?? 1_000);
const perKey = Number(process.argv[3] ?? 100);
const now = '2026-11-22T00:00:00.000Z';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-bench-'));
const file = path.join(folder, 'inventory.sparekey');
const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

async function make(): Promise<void> {
  const services = Array.from({ length: 500 }, (_, index) => `service-${String(index)}.example.com`);
  const hashes = services.map((rpId) => createHash('sha256').update(rpId).digest('hex'));
  const target = new InventoryFile({
    file,
    demo: false,
    keychain: noKeychain,
    memory: noMemory,
    now: () => now,
  });
  await target.change((session) => {
    const data = session.data.copy();
    for (let key = 0; key < keys; key++) {
      const keyId = hex(10);
      const label = `Key ${String(key)}`;
      data.put('key', { ...keyDefaults, id: keyId, label, firstSeen: now, lastSeen: now, aaguid: hex(16) });
      for (let index = 0; index < perKey; index++) {
        const service = (key * 7 + index) % services.length;
        data.put('enrolment', {
          id: hex(10),
          keyId,
          evidence: 'read',
          accountId: null,
          serviceId: null,
          rpId: services[service] ?? null,
          rpIdHash: hashes[service] ?? null,
          userId: hex(16),
          userName: `person-${String(key % 40)}@mail.example`,
          userDisplayName: `Person ${String(key % 40)}`,
          credentialId: hex(48),
          algorithm: -7,
          credProtect: 2,
          firstSeen: now,
          asOf: now,
          vanishedAt: null,
          vanishedBy: null,
          note: null,
        });
      }
    }
    return { value: undefined, write: { data } };
  });
  target.forget();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function repeated(count: number, work: (index: number) => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await timed(() => work(index)));
  times.sort((left, right) => left - right);
  const middle = times[Math.floor(count / 2)] ?? 0;
  return `median ${middle.toFixed(0)} ms, most ${(times.at(-1) ?? 0).toFixed(0)} ms (n = ${String(count)})`;
}

const line = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(34)} ${value}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

try {
  line('inventory', `${String(keys)} keys, ${String(keys * perKey)} enrolments`);
  line('made in', `${((await timed(make)) / 1_000).toFixed(1)} s`);
  line('file', megabytes(fs.statSync(file).size));
  const few = keys * perKey > 300_000;
  const openAndClose = async (): Promise<void> => {
    const one = await openInventory({ file, keychain: noKeychain });
    await one.close();
  };
  line('open', await repeated(few ? 3 : 9, openAndClose));
  const inventory = await openInventory({ file, keychain: noKeychain });
  const snapshot = await inventory.snapshot();
  if (!snapshot.ok) throw new Error(snapshot.failure.kind);
  const first = snapshot.value.keys[0]?.id ?? '';
  const edit = (of: typeof inventory, words: string) => of.editKey(first, { place: words });
  line('one change', await repeated(few ? 5 : 15, (index) => edit(inventory, `Place ${String(index)}`)));
  const told = (index: number) =>
    inventory.addTold({ keyId: first, serviceId: 'github', rpId: null, userName: `user ${String(index)}`, note: null });
  line('one enrolment told', await repeated(few ? 5 : 15, told));
  line('snapshot', await repeated(few ? 5 : 15, () => inventory.snapshot()));
  const other = await openInventory({ file, keychain: noKeychain });
  const seen: number[] = [];
  for (let index = 0; index < (few ? 3 : 9); index++) {
    await edit(other, `Elsewhere ${String(index)}`);
    seen.push(await timed(() => inventory.snapshot()));
  }
  seen.sort((left, right) => left - right);
  line(
    'another process changed one key',
    `median ${(seen[seen.length >> 1] ?? 0).toFixed(0)} ms (n = ${String(seen.length)})`,
  );
  await other.close();
  await inventory.close();
  line('greatest memory of the process', megabytes(process.resourceUsage().maxRSS * 1_024));
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
