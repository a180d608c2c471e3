import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { everyChange } from '../long/storage/every-change.ts';
import { killWriters } from '../long/storage/kill-writers.ts';
import { momentOf, openForProof } from '../long/storage/open-for-proof.ts';
import { buildPrograms, engines, removePrograms } from '../long/storage/programs.ts';
import { canTrace } from '../long/storage/run-writer.ts';
import { temporaryFile } from '../unit/inventory/inventory-fixture.ts';
import { fuzzSeed, SeededRandom } from './mutator.ts';

vi.setConfig({ testTimeout: 14_400_000, hookTimeout: 300_000 });

const isLong = process.env['SPAREKEY_LONG'] === '1';
const seed = fuzzSeed();
/** Each is opened with a passphrase, which takes its time on purpose, but for the last. */
const migrations = (['migration-1', 'migration-2', 'migration-3', 'migration-3-open'] as const).slice(isLong ? 0 : 3);
const calls = canTrace() ? ['pwrite64', 'fsync', 'ftruncate', 'rename', 'link', 'unlink'] : [];
if (calls.length === 0) console.log('strace is missing: writers are killed at random times only');

/** Patches by which a transaction is over for its caller while its commit is still to come; the same process waits for it. */
const acknowledgingEarly = [
  { search: 'const database = new Kysely', replace: 'await globalThis.late; $&' },
  {
    search: `await whileBusy(patience, () => run(database, 'commit'));`,
    replace: `
      const destroy = database.destroy.bind(database);
      globalThis.late = new Promise((resolve) => setTimeout(resolve, 5)).then(() => run(database, 'commit')).then(destroy);
      database.destroy = () => Promise.resolve();`,
  },
].map((patch) => ({ ...patch, file: 'src-main/inventory/file/database-file.ts' }));

let programs = '';
beforeAll(async () => void (programs = await buildPrograms()));
afterAll(() => removePrograms(programs));

describe.each(engines())('kill -9 with the $name engine', (engine) => {
  const random = new SeededRandom(seed);
  const plan = { engine, calls, random: () => random.below(2 ** 30) / 2 ** 30 };

  it(`I-01 loses nothing acknowledged during every kind of change (seed ${String(seed)})`, async () => {
    const kills = isLong ? 1_000 : 12;
    const report = await killWriters({ ...plan, programs, script: 'changes', kills });
    console.log(`kill -9, ${engine.name}, changes: seed ${String(seed)}`, { ...report, hit: report.hit.size });
    expect(report.faults).toEqual([]);
    expect(report.kills).toBeGreaterThanOrEqual(kills);
    // The kills did hit writers at work, and steps of every kind.
    expect(report.interrupted).toBeGreaterThan(kills / 5);
    expect(report.hit.size).toBeGreaterThan(isLong ? everyChange.length * 0.9 : kills / 3);
  });

  it(`I-12 leaves the old file or the new one during a migration (seed ${String(seed)})`, async () => {
    for (const script of migrations) {
      const kills = isLong ? 50 : 6;
      const report = await killWriters({ ...plan, programs, script, kills });
      console.log(`kill -9, ${engine.name}, ${script}: seed ${String(seed)}`, { ...report, hit: report.hit.size });
      expect(report.faults).toEqual([]);
      expect(report.kills).toBeGreaterThanOrEqual(kills);
    }
  });

  it(`I-19 leaves every backup whole (seed ${String(seed)})`, async () => {
    const kills = isLong ? 200 : 4;
    const report = await killWriters({ ...plan, programs, script: 'backups', kills });
    console.log(`kill -9, ${engine.name}, backups: seed ${String(seed)}`, { ...report, hit: report.hit.size });
    expect(report.faults).toEqual([]);
    expect(report.kills).toBeGreaterThanOrEqual(kills);
  });
});

it('the steps are of every kind of change that an inventory takes', async () => {
  let moment = momentOf(0);
  const inventory = await openForProof(temporaryFile(), null, () => moment);
  onTestFinished(() => inventory.close());
  const called = new Set<string>();
  const watched = new Proxy(inventory, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      called.add(String(name));
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  for (const [index, step] of everyChange.entries()) {
    moment = momentOf(index);
    await step.run(watched);
  }
  const prototype: object = Object.getPrototypeOf(inventory);
  const all = [...Object.keys(inventory), ...Object.getOwnPropertyNames(prototype)];
  // What reads, what waits, what fills an inventory in memory, and what only says that a file is the right one.
  const others = [
    'acceptFile',
    'close',
    'constructor',
    'exportJson',
    'keepPicture',
    'load',
    'recognise',
    'sayNoSecret',
    'subscribe',
  ];
  expect(all.filter((name) => !called.has(name)).toSorted()).toEqual(others);
});

it('the same kills find what is lost where a change is acknowledged before it is committed', async () => {
  const [engine] = engines();
  if (engine === undefined) throw new Error('no engine');
  const killed = await buildPrograms(...acknowledgingEarly);
  const random = new SeededRandom(seed);
  const plan = { engine, calls, random: () => random.below(2 ** 30) / 2 ** 30 };
  try {
    const report = await killWriters({ ...plan, programs, killed, script: 'changes', kills: isLong ? 100 : 8 });
    console.log(`kill -9, acknowledged before the commit: seed ${String(seed)}`, { ...report, hit: report.hit.size });
    expect(report.faults.filter((fault) => fault.startsWith('acknowledged'))).not.toEqual([]);
  } finally {
    removePrograms(killed);
  }
});
