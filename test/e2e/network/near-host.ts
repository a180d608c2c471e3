// The computer on which the program runs: opens the windows that its first argument names, tries every way out of each, one
// after the other, and prints how the tries ended. Ends with its standard input.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { _electron, type Page } from 'playwright-core';
import { electronRuntime } from '../../../scripts/lib/electron-runtime.mjs';
import { eventually, launch, patience, pinWindow, removeFolder } from '../harness.ts';
import { tryWaysOut, waysOutInput } from './ways-out.ts';

const [mode, address = '', address6 = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

process.stdout.write('{"ready":true}\n');
// The network is laid meanwhile.
await lines.next();
const close = mode === 'unguarded' ? await tryUnguarded() : await tryGuarded();
process.stdout.write('{"done":true}\n');
await lines.next();
await close();
removeFolder(folder);
process.exit(0);

async function tryIn(name: string, page: Page): Promise<void> {
  const ended = await page.evaluate(tryWaysOut, waysOutInput(address, address6));
  process.stdout.write(`${JSON.stringify({ window: name, ended })}\n`);
}

async function tryUnguarded(): Promise<() => Promise<void>> {
  const app = await _electron.launch({
    executablePath: process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable,
    args: [fileURLToPath(new URL('unguarded-window.mjs', import.meta.url)), `--user-data-dir=${folder}`],
    chromiumSandbox: false,
    timeout: patience,
  });
  const window = await app.firstWindow({ timeout: patience });
  await window.waitForURL('app://sparekey/index.html');
  await tryIn('unguarded', window);
  return () => app.close();
}

async function tryGuarded(): Promise<() => Promise<void>> {
  const running = await launch({ folder });
  const { app, window } = running;
  await window.getByRole('navigation').waitFor();
  await tryIn('main', window);
  // A window that somebody adds later and forgets to guard: what holds for the whole program must be enough.
  const [forgotten] = await Promise.all([
    app.waitForEvent('window', { timeout: patience }),
    app.evaluate(async ({ BrowserWindow }) => {
      await new BrowserWindow({ show: false }).loadURL('about:blank');
    }),
  ]);
  await tryIn('forgotten', forgotten);
  await forgotten.close();
  const handle = await eventually(async () => {
    const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
    return keys.find((key) => key.state === 'ready' && key.facts?.pin.set === true)?.handle ?? null;
  });
  const pin = await pinWindow(running, async () => {
    window.evaluate((of) => globalThis.window.sparekey.keys.unlock({ handle: of }), handle).catch(() => {});
  });
  await tryIn('pin', pin);
  return async () => void (await running.close());
}
