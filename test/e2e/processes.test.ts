import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ordinaryUserLaunch, type UserLaunch } from '../../scripts/lib/as-user.mjs';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { appFolder, eventually, launch, removeFolder } from './harness.ts';
import { isAlive, listeningTcp, processTree, processType, socketInodes, statusOf } from './process-tree.ts';

const executable = process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable;
const asRoot = process.getuid?.() === 0;
const cleanUp: (() => void)[] = [];

afterEach(() => {
  for (const run of cleanUp.splice(0)) run();
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
  cleanUp.push(() => removeFolder(folder));
  return folder;
}

/** Starts the program as a person does, without a debugger attached to it. */
function start(folder: string, args: readonly string[] = ['--demo']): ChildProcess {
  const child = spawn(
    executable,
    [...(asRoot ? ['--no-sandbox'] : []), appFolder, `--user-data-dir=${folder}`, ...args],
    {
      stdio: 'ignore',
    },
  );
  cleanUp.push(() => void child.kill('SIGKILL'));
  return child;
}

function exitCode(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', resolve);
  });
}

/** Waits until the program shows its window: the renderer and the key host are there. */
function running(child: ChildProcess): Promise<readonly number[]> {
  return eventually(async () => {
    const tree = processTree(child.pid ?? 0);
    const hasWindow = tree.some((entry) => processType(entry) === 'renderer');
    const hasHost = tree.some((entry) => entry.commandLine.includes('node.mojom.NodeService'));
    return hasWindow && hasHost ? tree.map(({ pid }) => pid) : null;
  }, 30_000);
}

describe('processes', () => {
  it('K-14 N-07 nothing listens and nothing is connected, in any process', async () => {
    const child = start(temporaryFolder());
    const pids = await running(child);
    const inodes = new Set(pids.flatMap((pid) => socketInodes(pid)));
    expect([...listeningTcp().keys()].filter((inode) => inodes.has(inode))).toEqual([]);
    const connected = ['/proc/net/tcp', '/proc/net/tcp6', '/proc/net/udp', '/proc/net/udp6']
      .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(1))
      .filter((line) => inodes.has(line.trim().split(/\s+/)[9] ?? ''));
    expect(connected).toEqual([]);
    // The check itself sees a listener where there is one.
    expect(inodes.size).toBeGreaterThan(0);
  });

  it('F-17 ends on SIGTERM within three seconds, with status 0 and every process gone', async () => {
    const child = start(temporaryFolder());
    const pids = await running(child);
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    expect(performance.now() - asked).toBeLessThan(3_000);
    await eventually(async () => (pids.some(isAlive) ? null : true));
  });

  it('G-01 G-09 a second instance ends at once with status 0, whatever its command line says', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    const before = (await running(first)).length;
    const others = ['--real-keys-on-test-runtime', '--inventory', `/etc/passwd${'x'.repeat(10_000)}`];
    const statuses = await Promise.all([1, 2, 3].map(() => exitCode(start(folder, ['--demo', ...others]))));
    expect(statuses).toEqual([0, 0, 0]);
    expect(isAlive(first.pid ?? 0)).toBe(true);
    expect(processTree(first.pid ?? 0).length).toBe(before);
  });

  it('without --demo the test runtime touches no key and says so; the inventory is the real one', async () => {
    const folder = temporaryFolder();
    const app = await launch({ folder, args: ['--inventory', join(folder, 'inventory.sparekey')] });
    const status = await app.window.evaluate(() => window.sparekey.app.status());
    expect(status.demo).toBe(false);
    if (!status.electron.startsWith('45.')) expect(status.banners).toContain('test-runtime');
    const tree = processTree(app.app.process().pid ?? 0);
    if (status.banners.includes('test-runtime')) {
      expect(tree.filter((entry) => entry.commandLine.includes('node.mojom.NodeService'))).toEqual([]);
    }
    await expect(app.window.evaluate(() => window.sparekey.demo.keys())).rejects.toThrow('failed');
    expect(await app.close()).toBe(0);
  });

  it('I-20 damaged settings are set aside and the window opens with the usual ones', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'demo'), { recursive: true });
    const file = join(folder, 'demo', 'settings.json');
    writeFileSync(file, '{"language":7');
    const app = await launch({ folder });
    const { settings } = await app.window.evaluate(() => window.sparekey.app.status());
    expect(settings).toEqual({ language: 'system', theme: 'system' });
    expect(readFileSync(`${file}.bad`, 'utf8')).toBe('{"language":7');
    expect(existsSync(file)).toBe(false);
    await app.close();
  });
});

describe.runIf(process.platform === 'linux' && asRoot)('as an ordinary user', () => {
  it('M-06 every renderer is in Chromium’s sandbox: seccomp on, no new privileges', async () => {
    const user: UserLaunch = await ordinaryUserLaunch(executable);
    cleanUp.push(() => user.stop());
    const relative = appFolder.slice(new URL('../..', import.meta.url).pathname.length);
    const app = await launch({
      executablePath: user.executablePath,
      appFolder: join(user.projectRoot, relative),
      folder: join(user.homeFolder, 'data'),
      sandbox: true,
    });
    const root = app.app.process().pid ?? 0;
    const renderers = processTree(root).filter((entry) => processType(entry) === 'renderer');
    expect(renderers.length).toBeGreaterThan(0);
    for (const { pid } of renderers) {
      expect(statusOf(pid)).toMatch(/^Seccomp:\s+2$/m);
      expect(statusOf(pid)).toMatch(/^NoNewPrivs:\s+1$/m);
    }
    const status = await app.window.evaluate(() => window.sparekey.app.status());
    expect(status.banners).not.toContain('sandbox-off');
    await app.close();
  });
});
