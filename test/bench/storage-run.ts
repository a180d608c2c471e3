/*
 * Measures the storage of one version of the program in one process, and prints the figures as JSON. Started by storage.ts; both versions
 * have these functions, in other places. Parameters: ROOT (of the version), FOLDER (of its keychain.ts), FOLDER (of its catalogue), ENROLMENTS,
 * EDITS.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { loadOtherWays } from '../../catalogue/other-ways.ts';
import type { loadServices } from '../../catalogue/services.ts';
import type { createImports } from '../../src-main/imports/create-imports.ts';
import type { noKeychain } from '../../src-main/keychain/keychain.ts';
import type { Inventory } from '../../src-main/inventory/inventory.ts';
import type { openInventory } from '../../src-main/inventory/open-inventory.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';

const [root = '', keychainFolder = '', catalogueFolder = '', count = '0', edits = '0'] = process.argv.slice(2);
const enrolments = Number(count);
const load = (file: string): Promise<unknown> => import(path.join(root, file));
const version = {
  ...((await load('src-main/inventory/open-inventory.ts')) as { openInventory: typeof openInventory }),
  ...((await load(`${keychainFolder}/keychain.ts`)) as { noKeychain: typeof noKeychain }),
  ...((await load('src-main/imports/create-imports.ts')) as { createImports: typeof createImports }),
  ...((await load(`${catalogueFolder}/services.ts`)) as { loadServices: typeof loadServices }),
  ...((await load(`${catalogueFolder}/other-ways.ts`)) as { loadOtherWays: typeof loadOtherWays }),
};
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-bench-'));
const file = path.join(folder, 'inventory.sparekey');

interface Taken {
  readonly wall: number;
  /** Milliseconds of CPU, which a loaded machine does not change. */
  readonly cpu: number;
}

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - start, cpu: (user + system) / 1_000 };
}

async function repeated(times: number, work: (index: number) => Promise<unknown>) {
  const taken: Taken[] = [];
  for (let index = 0; index < times; index++) taken.push(await timed(() => work(index)));
  const at = (share: number, of: (each: Taken) => number): number =>
    taken.map(of).sort((left, right) => left - right)[Math.min(times - 1, Math.floor(times * share))] ?? 0;
  return {
    n: times,
    median: at(0.5, (each) => each.wall),
    p95: at(0.95, (each) => each.wall),
    cpu: at(0.5, (each) => each.cpu),
  };
}

async function must<Value>(outcome: Promise<Result<Value, unknown>>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`);
  return result.value;
}

const open = (): Promise<Inventory> => version.openInventory({ file, keychain: version.noKeychain });

/** Returns a table as an administrator would import it: one enrolment by hand per line, over at most 1,500 keys. */
function table(): string {
  const services = ['GitHub', 'Google account', 'Microsoft Entra ID', 'Amazon Web Services'];
  const keys = Math.min(1_500, Math.ceil(enrolments * 0.15));
  const lines = Array.from({ length: enrolments }, (_, index) => {
    const key = index % keys;
    const service = services[index % 5] ?? `intra${String(index % 50)}.example.org`;
    const account = `user${String(index).padStart(5, '0')}@example.org`;
    return `${service},${account},Key ${String(key).padStart(4, '0')},Person ${String(key)},Room ${String(key % 30)},n${String(index)}`;
  });
  return ['Service,Account,Key,Owner,Place,Note', ...lines, ''].join('\n');
}

async function importTable(inventory: Inventory): Promise<{ plan: Taken; write: Taken }> {
  let write: Taken = { wall: 0, cpu: 0 };
  const imports = version.createImports({
    inventory: {
      snapshot: () => inventory.snapshot(),
      setPreferences: (preferences) => inventory.setPreferences(preferences),
      sayNoSecret: (texts) => inventory.sayNoSecret(texts),
      addBulk: async (bulk) => {
        const outcomes: Awaited<ReturnType<Inventory['addBulk']>>[] = [];
        write = await timed(async () => void outcomes.push(await inventory.addBulk(bulk)));
        const [outcome] = outcomes;
        if (outcome === undefined) throw new Error('no outcome');
        return outcome;
      },
    },
    world: (snapshot) => ({
      snapshot,
      services: version.loadServices(),
      providers: version.loadOtherWays(),
      locale: 'en',
    }),
    newToken: () => 'token',
  });
  const whole = await timed(async () => {
    const preview = await must(imports.preview({ bytes: new TextEncoder().encode(table()) }, 'table.csv'));
    await must(imports.apply(preview.token, { others: 'ours', byId: {} }));
  });
  return { plan: { wall: whole.wall - write.wall, cpu: whole.cpu - write.cpu }, write };
}

try {
  const inventory = await open();
  const imported = await importTable(inventory);
  const { keys, enrolments: recorded } = await must(inventory.snapshot());
  if (recorded.length !== enrolments) throw new Error(`recorded ${String(recorded.length)} of ${String(enrolments)}`);
  const keyId = keys[0]?.id ?? '';
  const edit = await repeated(Number(edits), (index) =>
    must(inventory.editKey(keyId, { place: `Room ${String(index)}` })),
  );
  await inventory.close();
  const opened = await repeated(enrolments >= 100_000 ? 3 : 7, async () => {
    const one = await open();
    await must(one.snapshot());
    await one.close();
  });
  const bytes = fs.statSync(file).size;
  const memory = process.resourceUsage().maxRSS * 1_024;
  process.stdout.write(`${JSON.stringify({ enrolments, imported, edit, opened, bytes, memory })}\n`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
