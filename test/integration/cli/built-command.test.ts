import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoKeys } from '../../../src-virtual-key/demo-keys.ts';
import * as documents from './cli-schemas.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'out', 'cli', 'sparekey.js');
const home = mkdtempSync(join(tmpdir(), 'sparekey-home-'));
const environment = { ...process.env, HOME: home, XDG_DATA_HOME: join(home, 'data'), LANG: 'C.UTF-8', LC_ALL: '' };

// Builds only what is not built yet.
beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'cli.mjs'), '--help'], { env: environment });
}, 120_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Finished {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  json(): unknown;
}

/** Runs one command without a controlling terminal (`detached` makes a new session): nobody can be asked. */
async function sparekey(args: readonly string[], input = '', more: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...environment, ...more }, detached: true });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  // A command that needs no input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { status, stdout, stderr, json: () => JSON.parse(stdout) as unknown };
}

async function documentOf<Document>(
  schema: { parse(value: unknown): Document },
  args: readonly string[],
  input?: string,
): Promise<Document> {
  const { status, stdout, stderr, json } = await sparekey([...args, '--json'], input);
  expect([args.join(' '), status, stderr]).toEqual([args.join(' '), 0, stderr]);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  return schema.parse(json());
}

describe('the built command line with --demo', () => {
  it('prints one documented JSON document per command', async () => {
    const { keys } = await documentOf(documents.keysDocument, ['keys', '--demo']);
    expect(keys.length).toBeGreaterThanOrEqual(3);
    expect(new Set(keys.map((key) => key.firmware)).size).toBeGreaterThanOrEqual(2);
    const fresh = ['--demo', '--key', keys.find((key) => key.pin.set === false)?.path ?? 'none'];
    const daily = ['--demo', '--key', 'virtual-key-0'];
    const pin = [...daily, '--pin-stdin'];
    const listing = await documentOf(documents.passkeysDocument, ['passkeys', ...pin], '123456\n');
    const id = listing.passkeys[0]?.credentialId ?? '';
    const [deleted, report] = await Promise.all([
      documentOf(documents.deleteDocument, ['passkeys', 'delete', id, ...pin, '--yes'], '123456\n'),
      documentOf(documents.coverageDocument, ['coverage', '--demo']),
      documentOf(documents.infoDocument, ['info', ...daily]),
      documentOf(documents.scanDocument, ['scan', ...pin], '123456\n'),
      documentOf(documents.pinDocument, ['pin', 'change', ...pin], '123456\n654321\n'),
      documentOf(documents.pinDocument, ['pin', 'set', ...fresh, '--pin-stdin'], '24680\n'),
      documentOf(documents.identifyDocument, ['identify', ...daily]),
      documentOf(documents.doctorDocument, ['doctor', '--demo']),
      documentOf(documents.inventoryKeysDocument, ['inventory', '--demo']),
    ]);
    expect(deleted.otherKeys).not.toBeNull();
    expect(report.totals.lostWithOneKey).toBeGreaterThan(0);
  }, 120_000);

  it('shows the same ids in every process', async () => {
    const once = async () => {
      const report = await documentOf(documents.coverageDocument, ['coverage', '--demo']);
      return [report.keys.map((key) => key.inventoryId), report.services.map((service) => service.serviceId)];
    };
    const [first, second, keys, again] = await Promise.all([
      once(),
      once(),
      sparekey(['keys', '--demo', '--json']),
      sparekey(['keys', '--demo', '--json']),
    ]);
    expect(first).toEqual(second);
    expect(keys.stdout).toBe(again.stdout);
  }, 60_000);

  it('names the PIN of every simulated key in its help', async () => {
    const { stdout, status } = await sparekey(['--help']);
    expect(status).toBe(0);
    const namesAndPins = createDemoKeys().flatMap(({ name, pin }) => (pin === null ? [name] : [name, pin]));
    for (const part of namesAndPins) expect(stdout).toContain(part);
  });

  it('["keys"] ends with status 0, with one document', async () => {
    const [plain, withJson] = await Promise.all([sparekey(['keys']), sparekey(['keys', '--json'])]);
    expect([plain.status, plain.stderr]).toEqual([0, plain.stderr]);
    expect(withJson.status).toBe(0);
    expect(withJson.stdout.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [['nonsense'], '', 2],
    [['keys', '--nonsense'], '', 2],
    [['keys', '--lang', 'fr'], '', 2],
    [['inventory', 'told', 'add', '--demo'], '', 2],
    [['passkeys', '--demo', '--pin-stdin'], '123456\n', 3],
    [['passkeys', '--demo', '--key', 'virtual-key-0', '--pin-stdin'], '111111\n', 4],
    [['pin', 'set', '--demo', '--key', 'virtual-key-0', '--pin-stdin'], '1234\n', 5],
    [['passkeys', '--demo', '--key', 'virtual-key-0'], '', 2],
    [['scan', '--inventory', '/dev/null/none', '--pin-stdin'], '', 9],
  ] as const)('%j ends with its documented status', async (args, input, status) => {
    const [plain, withJson] = await Promise.all([sparekey(args, input), sparekey([...args, '--json'], input)]);
    expect([plain.status, plain.stderr]).toEqual([status, plain.stderr]);
    expect(withJson.status).toBe(status);
    documents.errorDocument.parse(withJson.json());
    expect(withJson.stdout.trim().split('\n')).toHaveLength(1);
    expect(withJson.stderr).not.toBe('');
  });

  it('never mixes simulated and real keys: a demo inventory is not opened for real ones, nor the reverse', async () => {
    const file = join(home, 'demo.sparekey');
    const scan = ['scan', '--demo', '--key', 'virtual-key-0', '--inventory', file, '--pin-stdin', '--json'];
    expect((await sparekey(scan, '123456\n')).status).toBe(0);
    const real = await sparekey(['coverage', '--inventory', file, '--json']);
    expect([real.status, documents.errorDocument.parse(real.json()).error.kind]).toEqual([9, 'inventory-not-demo']);
    expect((await sparekey(['coverage', '--demo', '--inventory', file, '--json'])).status).toBe(0);
  });

  it('keeps every key that is scanned into a demo inventory, each by another process', async () => {
    const file = join(home, 'two-scans.sparekey');
    for (const [key, pin] of [
      ['virtual-key-0', '123456'],
      ['virtual-key-2', '246810'],
    ] as const) {
      const { status } = await sparekey(
        ['scan', '--demo', '--key', key, '--inventory', file, '--pin-stdin'],
        `${pin}\n`,
      );
      expect(status).toBe(0);
    }
    const shown = await sparekey(['inventory', 'keys', '--demo', '--inventory', file, '--json']);
    const { keys } = documents.inventoryKeysDocument.parse(shown.json());
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(2);
  });

  it('writes nothing to the home folder with --demo, and makes no file for looking', async () => {
    await Promise.all([sparekey(['keys', '--demo']), sparekey(['keys']), sparekey(['coverage', '--json'])]);
    expect(existsSync(join(home, 'data', 'sparekey', 'inventory.sparekey'))).toBe(false);
  });

  it('speaks Japanese with --lang and by the environment', async () => {
    expect((await sparekey(['keys', '--lang', 'ja'])).stdout).toContain('キーは挿さっていません');
    expect((await sparekey(['--help', '--lang=ja'])).stdout).toContain('使い方：');
    const { stdout } = await sparekey(['keys'], '', { LANG: 'ja_JP.UTF-8' });
    expect(stdout).toContain('キーは');
  });

  it('ends quietly when the reader of its output goes away', () => {
    const command = `"${process.execPath}" "${program}" inventory services --demo | head -n 1`;
    const { stderr, stdout } = spawnSync('sh', ['-c', command], { env: environment, encoding: 'utf8' });
    expect(stdout).toContain('ID');
    expect(stderr).toBe('');
  });

  it.skipIf(process.platform !== 'linux')('an answer that could not be written is an error', () => {
    const run = (target: string) =>
      spawnSync('sh', ['-c', `"${process.execPath}" "${program}" inventory export --demo ${target}`], {
        env: environment,
        encoding: 'utf8',
      });
    const targets = [run('> /dev/full'), run('--json > /dev/full'), run('1< /dev/null')];
    expect(targets.map(({ status }) => status)).toEqual([9, 9, 9]);
    for (const { stderr } of targets) expect(stderr).toContain('could not be written to standard output');
    expect(run('> /dev/null').status).toBe(0);
    expect(run('2> /dev/full > /dev/null').status).toBe(0);
  });

  it
    .skipIf(process.platform !== 'linux')
    .each([
      ...['--version', 'help', '--help', 'keys', 'doctor', 'coverage', 'coverage --json', 'reminders', 'policy show'],
      ...['inventory', 'inventory history', 'inventory status --json', 'inventory questions', 'catalogue show github'],
      ...['report coverage', 'report inventory --format csv', 'report coverage --format json', 'completion fish'],
    ])('%s: says that it could not be written', (command) => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${program}" ${command} --demo > /dev/full`],
      {
        env: environment,
        encoding: 'utf8',
      },
    );
    expect([command, status]).toEqual([command, 9]);
    expect(stderr).toContain('could not be written to standard output');
  });

  it.skipIf(process.platform !== 'linux')(
    'a pipe or a device as input ends at once',
    () => {
      const pipe = join(home, 'pipe');
      execFileSync('mkfifo', [pipe]);
      for (const input of [pipe, '/dev/zero', '/dev/stdin']) {
        for (const args of [
          ['inventory', 'import-csv', input],
          ['inventory', 'import', input],
          ['inventory', 'restore', input, '--yes'],
          ['coverage', '--policy', input],
          ['policy', 'apply', input],
        ]) {
          const { status, stdout } = spawnSync(process.execPath, [program, ...args, '--demo', '--json'], {
            env: environment,
            encoding: 'utf8',
            input: '',
            timeout: 30_000,
          });
          expect([args, status]).toEqual([args, 2]);
          expect(documents.errorDocument.parse(JSON.parse(stdout)).error.kind).toBe('input-invalid');
        }
        const opened = spawnSync(process.execPath, [program, 'coverage', '--inventory', input, '--json'], {
          env: environment,
          encoding: 'utf8',
          input: '',
          timeout: 30_000,
        });
        expect([input, opened.status]).toEqual([input, 9]);
      }
    },
    120_000,
  );

  it('can be run as a program', () => {
    expect(readFileSync(program, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    expect(statSync(program).isFile()).toBe(true);
  });
});

/** `script` (util-linux) gives the command a terminal of its own, as a person has it. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

interface TerminalSession {
  readonly shown: () => string;
  readonly type: (text: string) => void;
  readonly ended: Promise<number>;
}

function onTerminal(args: readonly string[]): TerminalSession {
  const command = [process.execPath, program, ...args].map((part) => `'${part}'`).join(' ');
  const child = spawn('script', ['-qefc', command, '/dev/null'], { env: { ...environment, TERM: 'xterm' } });
  let shown = '';
  child.stdout.on('data', (data: Buffer) => (shown += data.toString()));
  return {
    shown: () => shown,
    type: (text) => void child.stdin.write(text),
    ended: new Promise((resolve) => child.on('close', (status) => resolve(status ?? -1))),
  };
}

describe.runIf(hasScript)('on a terminal', () => {
  const list = ['passkeys', '--demo', '--key', 'virtual-key-0'];
  const prompted = async (session: TerminalSession): Promise<void> => {
    await expect.poll(session.shown, { timeout: 20_000 }).toContain('tries left): ');
  };

  it('asks for the PIN without echo', async () => {
    const session = onTerminal(list);
    await prompted(session);
    session.type('123456\r');
    expect(await session.ended).toBe(0);
    expect(session.shown()).toContain('github.com');
    expect(session.shown()).not.toContain('123456');
  });

  it('Ctrl-C at the prompt ends with 6 and leaves the terminal as it was', async () => {
    const session = onTerminal([...list, '--json']);
    await prompted(session);
    session.type('12\u0003');
    expect(await session.ended).toBe(6);
    expect(session.shown()).toContain('"cancelled"');
    expect(session.shown()).not.toContain('12\r');
  });

  it('asks before it deletes, and takes only a whole yes', async () => {
    const session = onTerminal(['passkeys', 'delete', 'bfafe11498c34e67', '--demo', '--key', 'virtual-key-0']);
    await prompted(session);
    session.type('123456\r');
    await expect.poll(session.shown, { timeout: 20_000 }).toContain('Delete it?');
    session.type('y\r');
    expect(await session.ended).toBe(6);
    expect(session.shown()).toContain('hana-mori');
  });
});
