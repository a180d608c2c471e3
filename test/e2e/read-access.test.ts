import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { createVirtualKey, type VirtualKey } from '../../src-virtual-key/virtual-key.ts';
import { plugRemoteKey } from '../helpers/remote-key.ts';
import { scanMemoryFor } from '../helpers/secret-scan.ts';
import { someCredentials } from '../helpers/simulated-core.ts';
import { allFindings } from './accessibility-checks.ts';
import { eventually, launch, pinWindow, pressToClose, removeFolder, type Running } from './harness.ts';
import { isAlive, processTree, processType } from './process-tree.ts';
import { programWithStandIns } from './program-with-stand-ins.ts';
import { soon } from './soon.ts';

// Read access that is kept, in the window: with one PIN, over a restart, until the key takes it no more. The key lives in this process and the
// keychain in a file, so that both outlive the program, and every command that the key got can be counted.

const t = createTranslator('en');
const pin = '2481-kanagawa';

let folder: string;
let program: string;
let key: VirtualKey;
let unplug: () => void;
let running: Running;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
  program = programWithStandIns(folder, { 'node-hid': 'remote-hid.mjs', '@napi-rs/keyring': 'file-keyring.mjs' });
  key = createVirtualKey({ personality: 'persistent23', seed: 1, pin, credentials: someCredentials(2, 3) });
  unplug = await plugRemoteKey(key, join(folder, 'hid'));
  await start();
});

afterEach(async () => {
  await running.close();
  unplug();
  removeFolder(folder);
});

async function start(): Promise<void> {
  running = await launch({
    folder: join(folder, 'data'),
    appFolder: program,
    args: ['--real-keys-on-test-runtime', '--inventory', join(folder, 'inventory.sparekey')],
    environment: { REMOTE_HID: join(folder, 'hid'), FILE_KEYRING: join(folder, 'keyring') },
  });
}

async function restart(): Promise<void> {
  await running.close();
  await start();
}

const main = () => running.window.getByRole('main');
const row = () => main().getByRole('group', { name: t('window.read-access') });
const keys = () => running.window.evaluate(() => globalThis.window.sparekey.keys.list());
const snapshot = () => running.window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());

/** Returns what the keychain holds of read access: the token stands at its end. */
function keptSecrets(): readonly Buffer[] {
  const keyring = join(folder, 'keyring');
  const names = existsSync(keyring) ? readdirSync(keyring) : [];
  return names
    .filter((name) => name.startsWith('Sparekey read access'))
    .map((name) => readFileSync(join(keyring, name)));
}

async function typePin(open: () => Promise<unknown>): Promise<string> {
  const page = await pinWindow(running, open);
  const shown = await page.locator('body').innerText();
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(pin);
  await pressToClose(page, t('pin.action.unlock'));
  return shown;
}

async function lastRead(): Promise<string | null> {
  const found = await snapshot();
  return found.ok ? (found.value.snapshot.keys[0]?.lastRead ?? null) : null;
}

/** Opens the page of the key, and its tab about security. */
async function openSecurity(): Promise<void> {
  const { window } = running;
  await eventually(async () => ((await keys())[0]?.state === 'ready' ? true : null));
  await window.getByRole('navigation').getByRole('link').first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
}

/** Reads the key with its PIN, then keeps read access to it. Returns what the PIN window said. */
async function keepIt(): Promise<string> {
  const handle = await eventually(async () => (await keys()).find(({ state }) => state === 'ready')?.handle ?? null);
  await typePin(() =>
    running.window.evaluate((of) => void globalThis.window.sparekey.keys.unlock({ handle: of }), handle),
  );
  await eventually(async () => (await keys())[0]?.remembered ?? null);
  await running.window.evaluate((of) => globalThis.window.sparekey.keys.lock({ handle: of }), handle);
  await openSecurity();
  const said = await typePin(() =>
    row()
      .getByRole('button', { name: t('window.read-access.keep') })
      .click(),
  );
  await row().getByText(t('window.read-access.meaning.kept')).waitFor();
  return said;
}

describe('14.3 read access that is kept, in the window', () => {
  it('over a restart: the passkeys appear without the PIN, and a re-scan of an unchanged key costs INIT and getInfo', async () => {
    await openSecurity();
    await row().getByText(t('window.read-access.meaning.not-remembered')).waitFor();
    const said = await keepIt();
    expect(said).toContain(t('read-access.purpose'));
    expect(await allFindings(running.window)).toEqual([]);
    expect(keptSecrets()).toHaveLength(1);
    const before = await lastRead();
    key.log.clear();

    await restart();
    await soon(lastRead).not.toBe(before);
    expect([key.log.pinBearing, key.log.named('credentialManagement')]).toEqual([[], []]);
    const [view] = await keys();
    expect(view).toMatchObject({ unlocked: false, remembered: { strength: 'enc-identifier' } });
    await running.window.getByRole('navigation').getByRole('link').first().press('Enter');
    await running.window.getByRole('tab', { name: t('window.keys.tab.passkeys') }).click();
    await soon(() => main().getByRole('row').count()).toBe(4);
    key.log.clear();
    await main()
      .getByRole('button', { name: t('window.key.read-again'), exact: true })
      .click();
    await running.window.getByText(t('window.read-access.unchanged')).first().waitFor();
    expect(key.log.entries.map(({ name }) => name)).toEqual(['init', 'getInfo']);

    key.addCredential({ rpId: 'new.example', userId: '01', userName: 'new' });
    await main()
      .getByRole('button', { name: t('window.key.read-again'), exact: true })
      .click();
    await main()
      .getByRole('row', { name: /new\.example/ })
      .waitFor();
    expect(key.log.pinBearing).toEqual([]);
  });

  it('N-14 no process with a window holds the token, nor the file of the inventory', async () => {
    await keepIt();
    await main()
      .getByRole('button', { name: t('window.key.read-again'), exact: true })
      .click();
    await running.window.getByText(t('window.read-access.unchanged')).first().waitFor();
    const [secret] = keptSecrets();
    const token = secret?.subarray(-32) ?? Buffer.alloc(0);
    expect(token).toHaveLength(32);
    await running.window.evaluate(
      (numbers) => {
        Object.assign(globalThis, { planted: Uint8Array.from(numbers, (number) => number ^ 0x55) });
      },
      [...token].map((byte) => byte ^ 0xff ^ 0x55),
    );
    const planted = Buffer.from(token.map((byte) => byte ^ 0xff));
    const root = running.app.process().pid ?? 0;
    const pages = processTree(root).filter((entry) => processType(entry) === 'renderer' && isAlive(entry.pid));
    expect(pages.flatMap(({ pid }) => scanMemoryFor(pid, planted))).not.toEqual([]);
    expect(pages.flatMap(({ pid }) => scanMemoryFor(pid, token))).toEqual([]);
    expect(scanMemoryFor(root, token)).toEqual([]);
    const file = readFileSync(join(folder, 'inventory.sparekey'));
    expect([file.includes(token), running.logs().includes(token.toString('hex'))]).toEqual([false, false]);
  });

  it('ends where the key refuses it, which is said; is forgotten by the person, and with the key', async () => {
    await keepIt();
    key.addCredential({ rpId: 'new.example', userId: '01' });
    key.script.failNext('credentialManagement', { status: 0x33 });
    await restart();
    await running.window
      .getByText(/The key no longer takes the read access/)
      .first()
      .waitFor();
    expect(keptSecrets()).toEqual([]);
    expect(key.state.pinRetries).toBe(8);

    await keepIt();
    expect(keptSecrets()).toHaveLength(1);
    await row()
      .getByRole('button', { name: t('window.read-access.forget') })
      .click();
    await row().getByText(t('window.read-access.meaning.not-kept')).waitFor();
    expect(keptSecrets()).toEqual([]);

    await typePin(() =>
      row()
        .getByRole('button', { name: t('window.read-access.keep') })
        .click(),
    );
    await row().getByText(t('window.read-access.meaning.kept')).waitFor();
    await running.app.evaluate(({ dialog }) => {
      Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
    });
    await running.window.evaluate(() =>
      globalThis.window.sparekey.inventory.eraseEverything({ confirmation: 'erase' }),
    );
    await soon(async () => keptSecrets()).toEqual([]);
  });
});
