import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../src-main/create-core.ts';
import { noKeychain } from '../../src-main/keychain/keychain.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { personalities } from '../../src-virtual-key/personalities.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport } from '../../src-virtual-key/virtual-transport.ts';
import { plugRemoteKey } from '../helpers/remote-key.ts';
import { pinOf, someCredentials } from '../helpers/simulated-core.ts';
import { eventually, launch, removeFolder, type Running } from './harness.ts';
import { programWithStandIns } from './program-with-stand-ins.ts';
import { soon } from './soon.ts';

// Resets in the window that the key ends in another way than the person hoped. The key lives in this process, which plugs it, and counts what it got.

const t = createTranslator('en');
const pin = '2481-kanagawa';
/** NOT_ALLOWED: what a key answers to a reset too long after it was plugged in. */
const notAllowed = 0x30;

let folder: string;
let program: string;
let key: VirtualKey;
let unplug: () => void;
let running: Running;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-e2e-'));
  program = programWithStandIns(folder, { 'node-hid': 'remote-hid.mjs' });
});

afterEach(async () => {
  await running.close();
  unplug();
  removeFolder(folder);
});

const plug = async (): Promise<void> => {
  unplug = await plugRemoteKey(key, join(folder, 'hid'));
};

/** Sends wrong PINs from another program until the key takes none. */
async function blockPin(): Promise<void> {
  const transport = createVirtualTransport([key]);
  const core = await createCore({ transport, keychain: noKeychain });
  while (key.state.pinRetries > 0) {
    const [present] = await core.keys.refresh();
    await core.keys.run('unlock', present?.handle ?? '', { pin: pinOf('wrong-pin') });
    transport.unplug(key);
    transport.plug(key);
  }
  await core.close();
}

async function startWith(options: Partial<VirtualKeyOptions>, hasBlockedPin = false): Promise<void> {
  key = createVirtualKey({ personality: 'strict21', seed: 1, pin, credentials: someCredentials(2, 3), ...options });
  if (hasBlockedPin) await blockPin();
  await plug();
  running = await launch({
    folder: join(folder, 'data'),
    appFolder: program,
    args: ['--real-keys-on-test-runtime', '--inventory', join(folder, 'inventory.sparekey')],
    environment: { REMOTE_HID: join(folder, 'hid') },
  });
  await running.app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
  });
}

const main = () => running.window.getByRole('main');
const button = (name: string) => main().getByRole('button', { name, exact: true });
const keys = () => running.window.evaluate(() => globalThis.window.sparekey.keys.list());

/** Opens the reset, agrees to it, and unplugs the key. */
async function agreeAndUnplug(): Promise<void> {
  const { window } = running;
  await eventually(async () => ((await keys())[0]?.state === 'ready' ? true : null));
  await window.getByRole('navigation').getByRole('link').first().press('Enter');
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await button(t('key-reset.row.button')).press('Enter');
  const said = await main()
    .getByText(/Type “.+”, then press the button/)
    .innerText();
  await main()
    .getByRole('textbox', { name: t('key-reset.agree.field') })
    .fill(/“(.+)”/.exec(said)?.[1] ?? '');
  await soon(() => button(t('key-reset.agree.button')).getAttribute('aria-disabled')).toBe('false');
  await button(t('key-reset.agree.button')).press('Enter');
  await main().getByText(t('key-reset.unplug.detail')).waitFor();
  unplug();
  key.log.clear();
  await main().getByText(t('key-reset.insert.detail')).waitFor();
}

/** Returns what the key got before the reset, by name, without INIT and getInfo. */
function before(): readonly string[] {
  const names = key.log.entries.map(({ name }) => name);
  return names.slice(0, names.indexOf('reset')).filter((name) => name !== 'init' && name !== 'getInfo');
}

describe('14.3 ends of a reset in the window', () => {
  it('the touch never comes: said, and nothing was erased', async () => {
    await startWith({ personality: { ...personalities.strict21, touchTimeoutMs: 1_500 } });
    await agreeAndUnplug();
    await plug();
    await main().getByText(t('key-reset.touch.now')).first().waitFor();
    await main().getByText(t('key-reset.not-done')).waitFor();
    await main().getByText(t('key-reset.nothing-erased')).waitFor();
    await main()
      .getByText(/and nothing came/)
      .first()
      .waitFor();
    expect([key.state.resets, key.state.credentials.length, key.log.named('reset').length]).toEqual([0, 3, 1]);
    expect([before(), key.log.pinBearing]).toEqual([[], []]);
  });

  it('too late: asked for once more, and then done', async () => {
    await startWith({ touch: () => 'approve' });
    key.script.failNext('reset', { status: notAllowed });
    await agreeAndUnplug();
    await plug();
    await main().getByText(t('key-reset.unplug.late')).waitFor();
    expect(key.state.resets).toBe(0);
    unplug();
    await main().getByText(t('key-reset.insert.detail')).waitFor();
    await plug();
    await main()
      .getByText(/ was erased\./)
      .first()
      .waitFor();
    expect([key.state.resets, key.state.credentials.length, key.state.pinSet]).toEqual([1, 0, false]);
  });

  it('too late each time: asked for again, until the person stops it, and nothing was erased', async () => {
    await startWith({ touch: () => 'approve' });
    key.script.failNext('reset', { status: notAllowed }, { times: 2 });
    await agreeAndUnplug();
    await plug();
    await main().getByText(t('key-reset.unplug.late')).waitFor();
    unplug();
    await main().getByText(t('key-reset.insert.detail')).waitFor();
    await plug();
    await soon(async () => key.log.named('reset').length).toBe(2);
    await main().getByText(t('key-reset.unplug.late')).waitFor();
    await button(t('key-reset.stop')).press('Enter');
    await main().getByText(t('key-reset.nothing-erased')).waitFor();
    expect([key.state.resets, key.state.credentials.length, key.log.named('reset').length]).toEqual([0, 3, 2]);
  });

  it('a blocked PIN does not keep from it: no PIN is asked for', async () => {
    await startWith({ touch: () => 'approve' }, true);
    await soon(async () => (await keys())[0]?.facts?.pin.blocked).toBe(true);
    await agreeAndUnplug();
    await plug();
    await main()
      .getByText(/ was erased\./)
      .first()
      .waitFor();
    expect([key.state.resets, key.state.pinSet, key.log.pinBearing]).toEqual([1, false, []]);
  });
});
