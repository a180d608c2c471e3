import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ordinaryUserLaunch, type UserLaunch } from '../../scripts/lib/as-user.mjs';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { defaultSettings } from '../../src-shared/domain/settings.ts';
import { appFolder, eventually, launch, pinWindow, removeFolder } from './harness.ts';
import {
  isAlive,
  isKeyHost,
  listeningTcp,
  mapsOf,
  processTree,
  processType,
  socketInodes,
  statusOf,
} from './process-tree.ts';

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
function start(folder: string, args: readonly string[] = ['--demo'], switches: readonly string[] = []): ChildProcess {
  const child = spawn(
    executable,
    [...(asRoot ? ['--no-sandbox'] : []), ...switches, appFolder, `--user-data-dir=${folder}`, ...args],
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
    const hasHost = tree.some(isKeyHost);
    return hasWindow && hasHost ? tree.map(({ pid }) => pid) : null;
  });
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

  it('N-07 Chromium’s own record holds no request, no name looked up, no proxy', async () => {
    const folder = temporaryFolder();
    const record = join(folder, 'net-log.json');
    const child = start(folder, ['--demo'], [`--log-net-log=${record}`, '--net-log-capture-mode=Everything']);
    await running(child);
    // What must not happen gets the time in which it did happen before it was prevented (1 to 3 s).
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    const text = readFileSync(record, 'utf8');
    expect(text).toContain('"constants"');
    const addresses = [...text.matchAll(/"(?:url|host|hostname)":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect([...new Set(addresses)].filter((address) => !address.startsWith('app://'))).toEqual([]);
  });

  it('F-17 ends on SIGTERM with status 0, and every process is gone', async () => {
    const child = start(temporaryFolder());
    const pids = await running(child);
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    await eventually(async () => (pids.some(isAlive) ? null : true));
  });

  it('G-01 G-09 a second instance ends at once with status 0, whatever its command line says', async () => {
    const folder = temporaryFolder();
    const first = start(folder);
    await running(first);
    const others = ['--real-keys-on-test-runtime', '--inventory', `/etc/passwd${'x'.repeat(10_000)}`];
    const statuses = await Promise.all([1, 2, 3].map(() => exitCode(start(folder, ['--demo', ...others]))));
    expect(statuses).toEqual([0, 0, 0]);
    expect(isAlive(first.pid ?? 0)).toBe(true);
    const renderers = processTree(first.pid ?? 0).filter((entry) => processType(entry) === 'renderer');
    expect(renderers).toHaveLength(1);
  });

  it('without --demo the test runtime touches no key and says so; the inventory is the real one', async () => {
    const folder = temporaryFolder();
    const app = await launch({ folder, args: ['--inventory', join(folder, 'inventory.sparekey')] });
    const status = await app.window.evaluate(() => window.sparekey.app.status());
    expect(status.demo).toBe(false);
    const onTestRuntime = !status.electron.startsWith('45.');
    expect(status.banners.includes('test-runtime')).toBe(onTestRuntime);
    const keyHosts = processTree(app.app.process().pid ?? 0).filter(isKeyHost);
    expect(onTestRuntime ? keyHosts : []).toEqual([]);
    await expect(app.window.evaluate(() => window.sparekey.demo.keys())).rejects.toThrow('failed');
    expect(await app.close()).toBe(0);
  });

  it('real keys on the test runtime need their flag; the main process never loads native HID code', async () => {
    const folder = temporaryFolder();
    const inventory = join(folder, 'inventory.sparekey');
    const app = await launch({ folder, args: ['--inventory', inventory, '--real-keys-on-test-runtime'] });
    const status = await app.window.evaluate(() => window.sparekey.app.status());
    expect(status.banners.includes('test-runtime-real-keys')).toBe(!status.electron.startsWith('45.'));
    const root = app.app.process().pid ?? 0;
    await eventually(async () => processTree(root).find(isKeyHost) ?? null);
    await app.window.evaluate(() => window.sparekey.keys.list());
    expect(mapsOf(root)).not.toContain('node-hid');
    expect(await app.close()).toBe(0);
  });

  it('F-17 closes while a PIN is asked for', async () => {
    const app = await launch({ folder: temporaryFolder() });
    const handle = await eventually(async () => {
      const keys = await app.window.evaluate(() => window.sparekey.keys.list());
      return keys.find((key) => key.state === 'ready' && key.facts?.pin.set === true)?.handle ?? null;
    });
    await pinWindow(app, async () => {
      app.window.evaluate((of) => window.sparekey.keys.unlock({ handle: of }), handle).catch(() => {});
    });
    expect(await app.close()).toBe(0);
  });

  it('L-15 F-18 a page that crashes comes back by itself', async () => {
    const app = await launch({ folder: temporaryFolder() });
    const state = () =>
      app.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        return {
          pid: contents?.getOSProcessId() ?? 0,
          ready: contents?.isCrashed() === false && !contents.isLoading(),
        };
      });
    const before = await state();
    process.kill(before.pid, 'SIGKILL');
    await eventually(async () => {
      const now = await state();
      return now.ready && now.pid !== 0 && now.pid !== before.pid ? true : null;
    });
    expect(app.logs()).toContain('renderer ended: killed');
    await app.close();
  });

  it('I-20 damaged settings are set aside and the window opens with the usual ones', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'demo'), { recursive: true });
    const file = join(folder, 'demo', 'settings.json');
    writeFileSync(file, '{"language":7');
    const app = await launch({ folder });
    const { settings } = await app.window.evaluate(() => window.sparekey.app.status());
    expect(settings).toEqual(defaultSettings);
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
