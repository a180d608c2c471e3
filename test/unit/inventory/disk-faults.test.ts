import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  failureOf,
  listing,
  must,
  open,
  passkey,
  pluggedKey,
  temporaryFile,
  temporaryFolder,
} from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });
const isRoot = process.getuid?.() === 0;

type Faulty = 'writeSync' | 'fsyncSync' | 'copyFileSync' | 'renameSync' | 'linkSync' | 'mkdirSync' | 'openSync';

/** Lets the n-th call of one file function fail, and every later one if `lasting`. The engine calls the same functions. */
function failAt(name: Faulty, from: number, code: string, lasting: boolean): { calls: () => number; stop: () => void } {
  const real = fs[name];
  let calls = 0;
  const faulty = (...parameters: unknown[]): unknown => {
    calls++;
    if (calls === from || (lasting && calls > from)) {
      throw Object.assign(new Error(`${code}: injected, ${name}`), { code, syscall: name, errno: -1 });
    }
    return Reflect.apply(real, fs, parameters);
  };
  Reflect.set(fs, name, faulty);
  const stop = () => Reflect.set(fs, name, real);
  onTestFinished(() => void stop());
  return { calls: () => calls, stop };
}

/** Does one change under every possible n; returns how many points there were. */
async function atEveryPoint(name: Faulty, code: string, lasting: boolean, kinds: readonly string[]): Promise<number> {
  const file = temporaryFile();
  const first = await open({ file });
  const { keyId } = await must(first.recordListing(key, listing([passkey('alice')])));
  await first.close();
  const inventory = await open({ file });
  let acknowledged = (await must(inventory.snapshot())).keys[0]?.label;
  for (let point = 1; ; point++) {
    const label = `${name} ${String(point)}`;
    const fault = failAt(name, point, code, lasting);
    const outcome = await inventory.editKey(keyId, { label });
    fault.stop();
    const now = (await must(inventory.snapshot())).keys[0]?.label;
    if (outcome.ok) {
      expect(now).toBe(label);
      acknowledged = label;
      if (fault.calls() < point) return point - 1;
      continue;
    }
    expect(kinds).toContain(outcome.failure.kind);
    // Refused: the old value whole, or (the very last step failed) the new value whole. Never anything else.
    expect([acknowledged, label]).toContain(now);
    const other = await open({ file });
    expect((await must(other.snapshot())).keys[0]?.label).toBe(now);
    await other.close();
    acknowledged = now;
  }
}

describe('faults of the disk', () => {
  it('I-03 a full disk at every write: a typed error, the old data whole', async () => {
    expect(await atEveryPoint('writeSync', 'ENOSPC', true, ['disk-full'])).toBeGreaterThan(2);
    expect(await atEveryPoint('writeSync', 'ENOSPC', false, ['disk-full', 'inventory-unreadable'])).toBeGreaterThan(2);
  });

  it('I-04 a failing sync at every sync: refused, closed and checked anew', async () => {
    expect(await atEveryPoint('fsyncSync', 'EIO', false, ['inventory-unreadable'])).toBe(2);
    expect(await atEveryPoint('fsyncSync', 'EIO', true, ['inventory-unreadable'])).toBe(2);
  });

  it('R-10 a failing copy, rename, lock, folder or open at every point', async () => {
    expect(await atEveryPoint('copyFileSync', 'ENOSPC', false, ['disk-full'])).toBe(1);
    expect(await atEveryPoint('renameSync', 'EIO', false, ['inventory-unreadable'])).toBe(1);
    expect(await atEveryPoint('linkSync', 'EIO', false, ['inventory-unreadable'])).toBe(1);
    expect(await atEveryPoint('mkdirSync', 'EACCES', false, ['inventory-unreadable'])).toBeGreaterThan(0);
    expect(await atEveryPoint('openSync', 'EMFILE', false, ['inventory-unreadable'])).toBeGreaterThan(1);
  });

  it('I-02 syncs a change before it takes the name of the file, and the name before it is acknowledged', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const { keyId } = await must(inventory.recordListing(key, listing([])));
    const calls: string[] = [];
    for (const name of ['writeSync', 'fsyncSync', 'renameSync'] as const) {
      const real = fs[name];
      onTestFinished(() => void Reflect.set(fs, name, real));
      Reflect.set(fs, name, (...parameters: unknown[]): unknown => {
        calls.push(name === 'renameSync' ? `rename to ${path.basename(String(parameters[1]))}` : name);
        return Reflect.apply(real, fs, parameters);
      });
    }
    await must(inventory.editKey(keyId, { label: 'Blue' }));
    expect(calls.slice(calls.lastIndexOf('writeSync'))).toEqual([
      'writeSync',
      'fsyncSync',
      'rename to inventory.sparekey',
      'fsyncSync',
    ]);
    expect(calls.filter((call) => call !== 'writeSync')).toHaveLength(3);
  });

  it('I-03 making the file on a full disk leaves none', async () => {
    for (let point = 1; point < 40; point++) {
      const file = temporaryFile();
      const inventory = await open({ file });
      const fault = failAt('writeSync', point, 'ENOSPC', true);
      const outcome = await inventory.recordListing(key, listing([passkey('alice')]));
      fault.stop();
      if (outcome.ok) {
        expect(point).toBeGreaterThan(3);
        return;
      }
      expect(outcome.failure.kind).toBe('disk-full');
      expect(fs.readdirSync(path.dirname(file))).toEqual([]);
      await must(inventory.recordListing(key, listing([passkey('alice')])));
    }
    throw new Error('never succeeded');
  });

  it('I-19 a backup interrupted by a full disk leaves no file with the final name and the old ones whole', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    const first = await must(inventory.backup());
    const before = fs.readFileSync(first.file);
    for (const [name, code] of [
      ['writeSync', 'ENOSPC'],
      ['fsyncSync', 'EIO'],
      ['renameSync', 'EIO'],
    ] as const) {
      const fault = failAt(name, 1, code, true);
      const failure = await failureOf(inventory.backup());
      fault.stop();
      expect(failure).toMatchObject({ kind: code === 'ENOSPC' ? 'disk-full' : 'inventory-unreadable' });
      expect(fs.readdirSync(path.dirname(first.file))).toEqual([path.basename(first.file)]);
      expect(fs.readFileSync(first.file).equals(before)).toBe(true);
    }
  });

  it('I-27 an end that could not be written is written with the next change, and reading goes on meanwhile', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice'), passkey('bob')])));
    const { credentialId } = passkey('alice');
    const entry = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
    const fault = failAt('writeSync', 1, 'ENOSPC', true);
    expect(await failureOf(inventory.journalEnd(entry.id, 'done'))).toEqual({ kind: 'disk-full' });
    fault.stop();
    const again = await must(inventory.snapshot());
    expect(again.enrolments).toMatchObject([{ vanishedBy: 'deleted' }, { vanishedBy: null }]);
    expect(again.activity.filter(({ kind }) => kind === 'passkey-deleted')).toHaveLength(1);
    const other = await open({ file });
    expect(await must(other.snapshot())).toEqual(again);
  });

  it.skipIf(!isRoot)(
    'I-03 I-05 on a real full disk: disk-full, old data whole, reading and export still work',
    async () => {
      const folder = temporaryFolder();
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
      onTestFinished(() => void execFileSync('umount', ['-l', folder]));
      const file = path.join(folder, 'inventory.sparekey');
      const inventory = await open({ file });
      const { keyId } = await must(inventory.recordListing(key, listing([passkey('alice')])));
      let acknowledged = 0;
      let failure: unknown = null;
      for (let round = 0; failure === null; round++) {
        const passkeys = Array.from({ length: 60 }, (_, index) => passkey(`${String(round)}-${String(index)}`));
        const outcome = await inventory.recordListing(key, listing(passkeys));
        if (outcome.ok) acknowledged = round;
        else ({ failure } = outcome);
      }
      expect(failure).toEqual({ kind: 'disk-full' });
      expect(acknowledged).toBeGreaterThan(3);
      fs.writeFileSync(path.join(folder, 'filler'), '');
      try {
        for (;;) fs.appendFileSync(path.join(folder, 'filler'), Buffer.alloc(4_096));
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
      expect(await failureOf(inventory.editKey(keyId, { label: 'Blue' }))).toEqual({ kind: 'disk-full' });
      const { enrolments } = await must(inventory.snapshot());
      expect(enrolments.filter(({ vanishedAt }) => vanishedAt === null)[0]?.userName).toBe(`${String(acknowledged)}-0`);
      expect(JSON.parse(await must(inventory.exportJson()))).toMatchObject({ format: 'sparekey-inventory' });
      fs.rmSync(path.join(folder, 'filler'));
      // A change is made in a copy: it needs as much free space again as the file takes.
      execFileSync('mount', ['-o', 'remount,size=8m', folder]);
      await must(inventory.editKey(keyId, { label: 'Blue' }));
      const again = await open({ file });
      expect((await must(again.snapshot())).keys).toMatchObject([{ label: 'Blue' }]);
    },
  );

  it.skipIf(!isRoot)('I-06 says why a read-only disk cannot be used', async () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', ['-l', folder]));
    const file = path.join(folder, 'inventory.sparekey');
    const inventory = await open({ file });
    await must(inventory.recordListing(key, listing([passkey('alice')])));
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(await failureOf(inventory.snapshot())).toEqual({ kind: 'inventory-unreadable', detail: 'EROFS' });
    expect(await inventory.status()).toMatchObject({ state: 'unreadable' });
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
  });
});
