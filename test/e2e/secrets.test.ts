import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { type Hit, scan, scanMemory } from '../helpers/secret-scan.ts';
import { environmentOf, isAlive, isKeyHost, processTree, processType } from './process-tree.ts';

// The secrets carry digits of their own, so that no scan can meet them by chance.
const firstPin = 'Q7z-canary-41209';
const secondPin = 'K3v-canary-88317';
const passphrase = 'canary passphrase 60934 walnut';
const planted = 'planted-canary-77120';

function scanFolder(folder: string, secrets: readonly string[]): readonly Hit[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return scan(readFileSync(file), file, secrets);
    });
}

describe('secrets', () => {
  it('N-01 N-05 N-06 no PIN and no passphrase is left in logs, files, arguments, environment or the window', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
    const running = await launch({ folder, environment: { SPAREKEY_PLANTED: planted } });
    await useSecrets(running);
    const secrets = [firstPin, secondPin, passphrase];

    // The scan itself finds what is there, in each of the places.
    await running.window.evaluate((text) => {
      (window as unknown as Record<string, unknown>)['kept'] = [...text].join('').concat('!');
    }, planted);
    mkdirSync(join(folder, 'planted'));
    writeFileSync(join(folder, 'planted', 'file'), Buffer.from(planted, 'utf16le'));
    const root = running.app.process().pid ?? 0;
    const tree = processTree(root);
    const pageProcess = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    );
    const renderers = tree.filter((entry) => processType(entry) === 'renderer');
    expect(renderers.map(({ pid }) => pid)).toContain(pageProcess);
    expect(scanFolder(folder, [planted])).not.toEqual([]);
    expect(renderers.flatMap(({ pid }) => scanMemory(pid, [planted]).hits)).not.toEqual([]);
    expect(tree.some(({ pid }) => environmentOf(pid).includes(planted))).toBe(true);

    // The simulated keys of the key host know their PINs, and what a test types passes through the main process, which drives the page.
    const others = tree.filter((entry) => entry.pid !== root && !isKeyHost(entry) && isAlive(entry.pid));
    expect(others.map(({ pid }) => pid)).toEqual(expect.arrayContaining(renderers.map(({ pid }) => pid)));
    const inMemory = others.map(({ pid }) => scanMemory(pid, secrets));
    expect(inMemory.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(10_000_000);
    expect(inMemory.flatMap(({ hits }) => hits)).toEqual([]);
    for (const { pid, commandLine } of tree) {
      expect(scan(Buffer.from(commandLine + environmentOf(pid)), `process ${pid}`, secrets)).toEqual([]);
    }
    expect(scan(Buffer.from(running.logs()), 'logs', secrets)).toEqual([]);
    expect(await running.app.evaluate(({ clipboard }) => clipboard.readText())).not.toContain('canary');
    await running.close();
    expect(scanFolder(folder, secrets)).toEqual([]);
    removeFolder(folder);
  });
});

/** Sets a PIN, changes it, unlocks with it, and protects the inventory with a passphrase. */
async function useSecrets(running: Running): Promise<void> {
  const main = running.window;
  const fresh = await eventually(async () => {
    const keys = await main.evaluate(() => window.sparekey.keys.list());
    return keys.find((key) => key.state === 'ready' && key.facts?.pin.set === false) ?? null;
  });
  const ended: Promise<unknown>[] = [];
  const ask = async (
    operation: 'setPin' | 'changePin' | 'unlock',
    fields: Readonly<Record<string, string>>,
    press: string,
  ): Promise<void> => {
    const page = await pinWindow(running, async () => {
      ended.push(
        main.evaluate(([name, handle]) => window.sparekey.keys[name]({ handle }) as Promise<unknown>, [
          operation,
          fresh.handle,
        ] as const),
      );
    });
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole('button', { name: press }).click();
    await closed(page);
    expect(await ended.at(-1)).toMatchObject({ ok: true });
  };
  await ask('setPin', { 'New PIN': firstPin, 'New PIN again': firstPin }, 'Set PIN');
  await ask('changePin', { 'Current PIN': firstPin, 'New PIN': secondPin, 'New PIN again': secondPin }, 'Change PIN');
  await ask('unlock', { PIN: secondPin }, 'Unlock');
  const page = await pinWindow(running, async () => {
    ended.push(main.evaluate(() => window.sparekey.inventory.setPassphrase()));
  });
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Set passphrase' }).click();
  await closed(page);
  expect(await ended.at(-1)).toMatchObject({ ok: true });
  await main.evaluate(() => window.sparekey.app.copyDiagnostics());
}
