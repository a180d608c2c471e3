import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { lockFile } from '../../../src-main/inventory/file/file-lock.ts';
import { judgeProcess, ownIdentity } from '../../../src-main/inventory/records/process-identity.ts';
import { failureOf, listing, must, open, passkey, pluggedKey, temporaryFile } from './inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const lockModule = path.resolve('src-main/inventory/file/file-lock.ts');
const node = path.resolve('node_modules/.bin/node');
const hasProc = fs.existsSync('/proc/self/stat');

/** Runs a program that can use the lock and speaks on its standard output. */
function start(program: string, ...parameters: string[]): ChildProcess {
  const code = `import { lockFile } from ${JSON.stringify(lockModule)}; const [file, log] = process.argv.slice(1); ${program}`;
  const child = spawn(node, ['--input-type=module', '-e', code, '--', ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function firstWord(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Leaves the lock of a process that was killed while it held it. */
async function abandonLock(file: string): Promise<void> {
  const child = start(`await lockFile(file); console.log('held'); setInterval(() => {}, 1000);`, file);
  expect(await firstWord(child)).toBe('held');
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
  expect(fs.existsSync(`${file}.in-use`)).toBe(true);
}

/** Sets a file's time back, by the file system's own clock. */
function makeOlder(file: string, seconds: number): void {
  const time = fs.statSync(file).mtimeMs / 1_000 - seconds;
  fs.utimesSync(file, time, time);
}

const locked = { failure: { kind: 'inventory-locked' } };

describe('the lock', () => {
  it('lets one in at a time and leaves nothing behind', async () => {
    const file = temporaryFile();
    const first = await lockFile(file);
    await expect(lockFile(file, { patience: 60 })).rejects.toMatchObject(locked);
    first.release();
    first.release();
    (await lockFile(file)).release();
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it('waits for the one who holds it', async () => {
    const file = temporaryFile();
    const first = await lockFile(file);
    const second = lockFile(file);
    first.release();
    (await second).release();
  });

  it('G-02 another process that uses the file makes us wait two seconds and then say so', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([passkey('alice')])));
    const child = start(`await lockFile(file); console.log('held'); setInterval(() => {}, 1000);`, file);
    await firstWord(child);
    const began = performance.now();
    expect(await failureOf(inventory.snapshot())).toEqual({ kind: 'inventory-locked' });
    expect(performance.now() - began).toBeGreaterThan(1_900);
    child.kill('SIGKILL');
    await ended(child);
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
  });

  it('takes over from a killed process, with the lock folder that the engine left', async () => {
    const file = temporaryFile();
    await abandonLock(file);
    fs.mkdirSync(`${file}.lock`);
    const lock = await lockFile(file, { patience: 1_000 });
    expect(fs.existsSync(`${file}.lock`)).toBe(false);
    lock.release();
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it('takes over where the process that was taking over died too', async () => {
    const file = temporaryFile();
    await abandonLock(file);
    const lock = `${file}.in-use`;
    const nonce = /"nonce":"([0-9a-f]{32})"/.exec(fs.readFileSync(lock, 'utf8'))?.[1] ?? '';
    const heir = fs.readFileSync(lock, 'utf8').replace(nonce, 'f'.repeat(32));
    fs.writeFileSync(`${lock}.after-${nonce}`, heir);
    (await lockFile(file, { patience: 1_000 })).release();
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it('does not take over while a living process is taking over', async () => {
    const file = temporaryFile();
    await abandonLock(file);
    const lock = `${file}.in-use`;
    const nonce = /"nonce":"([0-9a-f]{32})"/.exec(fs.readFileSync(lock, 'utf8'))?.[1] ?? '';
    const right = `${lock}.after-${nonce}`;
    fs.writeFileSync(right, JSON.stringify({ owner: ownIdentity(), nonce: 'e'.repeat(32) }));
    await expect(lockFile(file, { patience: 60 })).rejects.toMatchObject(locked);
    expect(fs.existsSync(lock)).toBe(true);
  });

  it('respects an owner on another computer until its lock is ten minutes old', async () => {
    const file = temporaryFile();
    const lock = `${file}.in-use`;
    const owner = { ...ownIdentity(), machine: 'elsewhere' };
    fs.writeFileSync(lock, JSON.stringify({ owner, nonce: 'a'.repeat(32) }));
    await expect(lockFile(file, { patience: 60 })).rejects.toMatchObject(locked);
    makeOlder(lock, 700);
    (await lockFile(file, { patience: 60 })).release();
  });

  it('an owner who slept too long neither writes nor takes the new lock away', async () => {
    const file = temporaryFile();
    const inventory = await open({ file });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const before = fs.readFileSync(file);
    const lock = `${file}.in-use`;
    const usurper = JSON.stringify({ owner: ownIdentity(), nonce: 'a'.repeat(32) });
    const real = fs.copyFileSync;
    onTestFinished(() => void Reflect.set(fs, 'copyFileSync', real));
    // The copy is made while the lock is held: the moment at which it is taken away.
    Reflect.set(fs, 'copyFileSync', (...parameters: Parameters<typeof real>) => {
      real(...parameters);
      fs.writeFileSync(lock, usurper);
    });
    expect(await failureOf(inventory.editKey(keyId, { label: 'Blue' }))).toEqual({ kind: 'inventory-locked' });
    expect(fs.readFileSync(lock, 'utf8')).toBe(usurper);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it.each(['', 'nonsense', '{"owner":1}'])('takes over a lock that names nobody after a while: %j', async (content) => {
    const file = temporaryFile();
    const lock = `${file}.in-use`;
    fs.writeFileSync(lock, content);
    await expect(lockFile(file, { patience: 60 })).rejects.toMatchObject(locked);
    makeOlder(lock, 20);
    (await lockFile(file, { patience: 60 })).release();
  });

  it('sweeps drafts that killed processes left, once they are old', async () => {
    const file = temporaryFile();
    const [old, fresh] = ['1', '2'].map((digit) => `${file}.in-use-draft-${digit.repeat(32)}`);
    for (const draft of [old, fresh]) fs.writeFileSync(draft ?? '', '');
    fs.utimesSync(old ?? '', 0, 0);
    (await lockFile(file)).release();
    expect(fs.readdirSync(path.dirname(file))).toEqual([path.basename(fresh ?? '')]);
  });

  it('G-01 eight processes and many deaths: never two inside at once', { timeout: 60_000 }, async () => {
    const file = temporaryFile();
    const log = `${file}.log`;
    fs.writeFileSync(log, '');
    // Each writes "+" on entering and "-" on leaving; every third entry dies inside instead of leaving.
    const program = `
      import fs from 'node:fs';
      for (let round = 0; round < 6; round++) {
        const lock = await lockFile(file, { patience: 50_000 });
        fs.appendFileSync(log, '+' + process.pid + '\\n');
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (round === 4 && process.pid % 2 === 0) process.kill(process.pid, 'SIGKILL');
        fs.appendFileSync(log, '-' + process.pid + '\\n');
        lock.release();
      }`;
    const children = Array.from({ length: 8 }, () => start(program, file, log));
    const codes = await Promise.all(children.map(ended));
    expect(codes.every((code) => code === 0 || code === null)).toBe(true);
    let inside: string | null = null;
    const lines = fs.readFileSync(log, 'utf8').trim().split('\n');
    for (const line of lines) {
      const pid = line.slice(1);
      if (line.startsWith('+')) {
        // Whoever was inside before and did not leave must have died there.
        if (inside !== null) expect(judgeProcess({ ...ownIdentity(), pid: Number(inside), start: null })).toBe('dead');
        inside = pid;
      } else {
        expect(pid).toBe(inside);
        inside = null;
      }
    }
    expect(lines.length).toBeGreaterThan(8 * 8);
  });
});

describe.skipIf(!hasProc)('the identity of a process', () => {
  it('tells a living process from one whose number was given to another', () => {
    const self = ownIdentity();
    expect(judgeProcess(self)).toBe('alive');
    expect(judgeProcess({ ...self, start: '1' })).toBe('dead');
    expect(judgeProcess({ ...self, pid: 2 ** 22 + 1 })).toBe('dead');
    expect(judgeProcess({ ...self, boot: 'another' })).toBe('dead');
    expect(judgeProcess({ ...self, machine: 'another' })).toBe('unknown');
    expect(judgeProcess({ ...self, namespace: 'another' })).toBe('unknown');
  });
});
