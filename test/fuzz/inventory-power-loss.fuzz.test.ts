import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { losePower } from '../long/storage/lose-power.ts';
import { buildPrograms, engines, removePrograms } from '../long/storage/programs.ts';
import { canTrace } from '../long/storage/run-writer.ts';
import { fuzzSeed, SeededRandom } from './mutator.ts';

vi.setConfig({ testTimeout: 14_400_000, hookTimeout: 300_000 });

const isLong = process.env['SPAREKEY_LONG'] === '1';
const seed = fuzzSeed();
const scripts = isLong
  ? ({ changes: 2_000, backups: 300, 'migration-1': 100, 'migration-3-open': 300 } as const)
  : ({ changes: 80, backups: 0, 'migration-1': 0, 'migration-3-open': 20 } as const);
const tried = isLong ? engines() : engines().slice(0, 1);
const isTraceable = canTrace();
if (!isTraceable) console.log('strace is missing: what a loss of power leaves is not tried');

let programs = '';
beforeAll(async () => void (programs = await buildPrograms()));
afterAll(() => removePrograms(programs));

describe.skipIf(!isTraceable).each(tried)('a loss of power with the $name engine', (engine) => {
  it(`I-02 loses nothing acknowledged (seed ${String(seed)})`, async () => {
    for (const script of ['changes', 'backups', 'migration-1', 'migration-3-open'] as const) {
      if (scripts[script] === 0) continue;
      const plan = { engine, programs, script, states: scripts[script], random: new SeededRandom(seed) };
      const report = await losePower(plan);
      console.log(`power loss, ${engine.name}, ${script}: seed ${String(seed)}`, report);
      expect(report.faults).toEqual([]);
      // In a good part of the states something was not as the program had seen it last.
      expect(report.different).toBeGreaterThan(scripts[script] / 5);
    }
  });
});

describe.skipIf(!isTraceable)('the same states', () => {
  // With `normal` SQLite does not sync what ends a transaction: rarer, and a longer run finds it.
  it.each(isLong ? ['off', 'normal'] : ['off'])('find what is lost with synchronous = %s', async (synchronous) => {
    const [engine] = engines();
    if (engine === undefined) throw new Error('no engine');
    const recorded = await buildPrograms({
      file: 'src-main/inventory/file/database-file.ts',
      search: 'synchronous = extra',
      replace: `synchronous = ${synchronous}`,
    });
    try {
      const states = isLong ? 300 : 25;
      const plan = { engine, programs, recorded, script: 'changes', states, random: new SeededRandom(seed) } as const;
      const { faults, ...counts } = await losePower(plan);
      console.log(`power loss, synchronous = ${synchronous}: seed ${String(seed)}`, {
        ...counts,
        faults: faults.length,
      });
      expect(faults.filter((fault) => fault.startsWith('acknowledged'))).not.toEqual([]);
    } finally {
      removePrograms(recorded);
    }
  });
});
