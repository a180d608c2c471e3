import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = join(root, 'out', 'cli', 'sparekey.js');
const folder = mkdtempSync(join(tmpdir(), 'sparekey-interrupted-'));
const helper = (name: string): string => pathToFileURL(join(root, 'test', 'helpers', name)).href;
const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, LANG: 'C.UTF-8', LC_ALL: '' };

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'cli.mjs'), '--help'], { env });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: readonly string[], hook: string, more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', helper(hook), program, ...args], {
    env: { ...env, ...more },
    detached: true,
  });
  let stdout = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  const ended = new Promise<{ status: number | null; kind: string }>((resolve) => {
    child.on('close', (status) => {
      resolve({ status, kind: documents.errorDocument.parse(JSON.parse(stdout)).error.kind });
    });
  });
  return { child, ended };
}

describe('a signal', () => {
  it.each([['keys'], ['coverage'], ['doctor'], ['inventory', 'keys']])(
    'in the first moment ends "%s" with its document and status',
    async (...command) => {
      const { ended } = start([...command, '--demo', '--json'], 'early-signal.mjs');
      expect(await ended).toEqual({ status: 6, kind: 'cancelled' });
    },
  );
});

describe.runIf(process.platform === 'linux')('a call of the system that never returns', () => {
  function stuck(name: string, command: readonly string[]) {
    const fifo = join(folder, `fifo-${name}-${Math.random()}`);
    execFileSync('mkfifo', [fifo]);
    const run = start([...command, '--json'], 'stuck-node-hid.mjs', { STUCK_CALL: name, STUCK_FIFO: fifo });
    const begun = async (): Promise<void> => {
      await expect.poll(() => existsSync(`${fifo}.begun`), { timeout: 20_000 }).toBe(true);
    };
    return { ...run, begun };
  }

  it.each(['list', 'open', 'read', 'write'])('(%s): Ctrl-C ends the command, and the process with it', async (name) => {
    const { child, ended, begun } = stuck(name, ['keys']);
    await begun();
    child.kill('SIGINT');
    expect(await ended).toEqual({ status: 6, kind: 'cancelled' });
  });

  it.each(['open', 'read', 'write'])(
    '(%s): the command ends by itself, and says that the key does not answer',
    async (name) => {
      const { ended } = stuck(name, ['passkeys']);
      expect(await ended).toEqual({ status: 5, kind: 'key-not-answering' });
    },
  );

  it('(list): the command ends by itself, and says that keys cannot be listed', async () => {
    const { ended } = stuck('list', ['keys']);
    expect(await ended).toEqual({ status: 7, kind: 'hid-unusable' });
  });
});

describe('native code that cannot start', () => {
  it('is said by keys and by doctor', () => {
    const hook = join(folder, 'broken.mjs');
    writeFileSync(
      hook,
      `import { registerHooks } from 'node:module';
      Object.defineProperty(process, 'platform', { value: 'darwin' });
      registerHooks({ resolve: (specifier, context, next) => {
        if (specifier === 'node-hid') throw new Error('libhidapi is missing');
        return next(specifier, context);
      } });`,
    );
    const run = (command: string) => {
      const args = ['--import', pathToFileURL(hook).href, program, command, '--json'];
      const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
      return { status, document: JSON.parse(stdout) as unknown };
    };
    const keys = run('keys');
    expect([keys.status, documents.errorDocument.parse(keys.document).error]).toMatchObject([
      7,
      { kind: 'hid-unusable', detail: 'libhidapi is missing' },
    ]);
    const doctor = run('doctor');
    expect(doctor.status).toBe(1);
    expect(documents.doctorDocument.parse(doctor.document).findings).toContainEqual(
      expect.objectContaining({ kind: 'hid-unusable', severity: 'problem' }),
    );
  });
});

describe('a long answer', () => {
  it('that is interrupted while it is written ends with status 6, and no second document', async () => {
    const harness = cliHarness([]);
    const file = join(harness.folder, 'many.csv');
    const rows = Array.from({ length: 300 }, (_, index) => `site${index}.example,user,Key ${index % 20}`);
    writeFileSync(file, ['Service,Account,Key', ...rows, ''].join('\n'));
    expect(await harness.run(['inventory', 'import-csv', file, '--yes'])).toMatchObject({ status: 0 });
    for (const args of [['coverage', '--json'], ['coverage']]) {
      const whole = await harness.run(args);
      const { terminal, ended } = harness.start(args);
      terminal.interrupt();
      const early = await ended;
      expect(early.status).toBe(6);
      expect(early.out).toBe(args.length === 2 ? '{"error":{"kind":"cancelled","message":"Cancelled."}}' : '');
      expect(whole.status).toBe(0);
    }
    const { terminal, ended } = harness.start(['coverage', '--json'], { onWrite: () => terminal.interrupt() });
    const cut = await ended;
    expect(cut.status).toBe(6);
    expect(cut.err).toContain('not whole');
    expect(`${cut.out}${terminal.begun()}`).toMatch(/^\{"headline":/);
    expect(() => JSON.parse(cut.out) as unknown).toThrow(SyntaxError);
    harness.remove();
  });
});
