import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { failCalls } from '../long/storage/fail-calls.ts';
import { buildPrograms, engines, removePrograms } from '../long/storage/programs.ts';
import { canTrace } from '../long/storage/run-writer.ts';

vi.setConfig({ testTimeout: 14_400_000, hookTimeout: 300_000 });

const isLong = process.env['SPAREKEY_LONG'] === '1';
const variants = isLong
  ? (['EIO', 'ENOSPC'] as const).flatMap((error) => [false, true].map((andAfter) => ({ error, andAfter })))
  : [{ error: 'EIO', andAfter: false } as const];
const steps = isLong
  ? [
      'listing',
      'edit key',
      'backup',
      'many by hand',
      'import',
      'passphrase',
      'no passphrase',
      'restore',
      'from scratch',
    ]
  : ['edit key'];
const tried = isLong ? engines() : engines().slice(0, 1);
const isTraceable = canTrace();
if (!isTraceable) console.log('strace is missing: errors of the disk are tried on a full one only');

let programs = '';
beforeAll(async () => void (programs = await buildPrograms()));
afterAll(() => removePrograms(programs));

describe.skipIf(!isTraceable).each(tried)('a disk that does not do as it is asked, with the $name engine', (engine) => {
  it('I-03 I-04 at any call: a failure with a name or success, and the old state or the new one', async () => {
    const report = await failCalls({ engine, programs, script: 'changes', steps, variants });
    console.log(`errors of the disk, ${engine.name}:`, report);
    expect(report.faults).toEqual([]);
    expect(report.failed).toBeGreaterThan(steps.length * 15);
    expect([...report.ends.keys()]).toEqual(expect.arrayContaining(['inventory-unreadable']));
  });

  it.runIf(isLong)('I-14 during a migration as well', async () => {
    const report = await failCalls({ engine, programs, script: 'migration-3-open', steps: ['open'], variants });
    console.log(`errors of the disk, ${engine.name}, migration:`, report);
    expect(report.faults).toEqual([]);
    expect(report.failed).toBeGreaterThan(15);
  });
});
