import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openInventory } from '../../src-main/inventory/open-inventory.ts';
import { createVirtualKey } from '../../src-virtual-key/virtual-key.ts';
import { plugRemoteKey } from '../helpers/remote-key.ts';
import { scanMemory } from '../helpers/secret-scan.ts';
import { someCredentials } from '../helpers/simulated-core.ts';
import { closed, eventually, launch, pinWindow, removeFolder } from './harness.ts';
import { isAlive, isKeyHost, processTree, processType } from './process-tree.ts';
import { programWithStandIns } from './program-with-stand-ins.ts';

// The secrets carry digits of their own, so that no scan can meet them by chance.
// They are long: of what is left in freed memory the beginning may be gone.
const pin = 'Q7z-canary-41209 K3v-canary-88317 W5x-canary-90341';
const passphrase = 'canary passphrase 60934 walnut kitchen 77311 lantern';
const parts = [pin, passphrase].flatMap((secret) => [secret, secret.slice(16, 32), secret.slice(-16)]);
/** Text that remote-hid.mjs plants in the key host, and the test in the other processes. */
const planted = 'planted-canary-77120';
const listing = 'credentialManagement.enumerateCredentialsGetNext';

/** Writes a secret into a page so that it does not pass through the process that drives it: as numbers, of which the page makes text. */
async function type(page: Page, label: string, secret: string): Promise<void> {
  const masked = Array.from(secret, (character) => character.charCodeAt(0) ^ 0x55);
  await page.getByLabel(label, { exact: true }).evaluate((field, codes) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(field, codes.map((code) => String.fromCharCode(code ^ 0x55)).join(''));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, masked);
}

it('11.9, must show 4: no process of the window holds a PIN, its hash or a passphrase while a key is listed, nor afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
  const inventory = join(folder, 'inventory.sparekey');
  const first = await openInventory({ file: inventory, demo: false });
  await first.setPassphrase(new TextEncoder().encode(passphrase));
  await first.close();
  const key = createVirtualKey({ personality: 'strict21', seed: 1, pin, credentials: someCredentials(2, 3) });
  const unplug = await plugRemoteKey(key, join(folder, 'hid'));
  const running = await launch({
    folder: join(folder, 'data'),
    appFolder: programWithStandIns(folder, { 'node-hid': 'remote-hid.mjs' }),
    args: ['--real-keys-on-test-runtime', '--inventory', inventory],
    environment: { REMOTE_HID: join(folder, 'hid') },
  });
  const { app, window: main } = running;

  const opening = await pinWindow(running, async () => {
    void main.evaluate(() => window.sparekey.inventory.unlock());
  });
  await type(opening, 'Passphrase or recovery code', passphrase);
  await opening.getByRole('button', { name: 'Open', exact: true }).click();
  await closed(opening);
  expect(await main.evaluate(() => window.sparekey.inventory.status())).toMatchObject({ state: 'open' });

  const handle = await eventually(async () => {
    const keys = await main.evaluate(() => window.sparekey.keys.list());
    return keys.find(({ state }) => state === 'ready')?.handle ?? null;
  });
  const unlock = async (): Promise<Page> => {
    const page = await pinWindow(running, async () => {
      void main.evaluate((of) => window.sparekey.keys.unlock({ handle: of }), handle).catch(() => undefined);
    });
    await type(page, 'PIN', pin);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    return page;
  };
  await closed(await unlock());
  await app.evaluate((_, text) => void Object.assign(globalThis, { planted: Buffer.from(text) }), planted);
  await main.evaluate((text) => void Object.assign(globalThis, { planted: [...text].join('') }), planted);
  const afterwards = await eventually(async () => ((await pinProcess(app)) === null ? scanAll(app, null) : null));

  await main.evaluate((of) => window.sparekey.keys.lock({ handle: of }), handle);
  // Whoever looks has time: the key waits for its owner.
  key.script.failNext(listing, { keepaliveForever: 'touch' });
  const listedBefore = key.log.named(listing).length;
  await unlock();
  await eventually(async () => (key.log.named(listing).length > listedBefore ? true : null));
  const whileListing = scanAll(app, await pinProcess(app));
  await running.close();
  unplug();
  removeFolder(folder);

  for (const found of [afterwards, whileListing]) {
    expect(found.flatMap(({ role, isPlanted }) => (isPlanted ? [role] : []))).toEqual(
      expect.arrayContaining(['main', 'key host', 'renderer']),
    );
    expect(found.flatMap(({ role, hits }) => hits.map((hit) => ({ role, ...hit })))).toEqual([]);
  }
});

/** Returns the process of the open PIN window; null where none is open. */
function pinProcess(app: ElectronApplication): Promise<number | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const open = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes('pin'));
    return open?.webContents.getOSProcessId() ?? null;
  });
}

/** Looks into the memory of every process of the program but one, while all of them stand still. */
function scanAll(app: ElectronApplication, except: number | null) {
  const root = app.process().pid ?? 0;
  const tree = processTree(root).filter(({ pid }) => isAlive(pid) && pid !== except);
  for (const { pid } of tree) process.kill(pid, 'SIGSTOP');
  const found = tree.map((entry) => ({
    role: entry.pid === root ? 'main' : isKeyHost(entry) ? 'key host' : (processType(entry) ?? 'helper'),
    hits: scanMemory(entry.pid, parts).hits,
    isPlanted: scanMemory(entry.pid, [planted]).hits.length > 0,
  }));
  for (const { pid } of tree) process.kill(pid, 'SIGCONT');
  return found;
}
