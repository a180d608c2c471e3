import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { appStatus, type AppFacts } from '../../../src-main/app/app-state.ts';
import { atMost } from '../../../src-main/app/clock.ts';
import { diagnosticsText } from '../../../src-main/app/diagnostics.ts';
import { parseFlags } from '../../../src-main/app/flags.ts';
import { allowedAddress, allowedHosts, createOpenExternal } from '../../../src-main/app/open-external.ts';
import { pinWindowKey } from '../../../src-main/app/pin-window-key.ts';
import { isTestRuntime, supportedElectronMajor } from '../../../src-main/app/runtime.ts';
import { createRateLimit } from '../../../src-main/ipc/rate-limit.ts';
import { pluggedKey } from '../ipc/key-fixtures.ts';

describe('flags', () => {
  it('reads its own and ignores everything else', () => {
    const argv = ['electron', '.', '--demo', '--no-sandbox', '--inventory', '/tmp/x', '--unknown'];
    expect(parseFlags(argv)).toEqual({ demo: true, inventoryFile: '/tmp/x', realKeysOnTestRuntime: false });
    expect(parseFlags(['electron', '--inventory=/tmp/y', '--real-keys-on-test-runtime'])).toEqual({
      demo: false,
      inventoryFile: '/tmp/y',
      realKeysOnTestRuntime: true,
    });
  });

  it('a flag without its file is no file', () => {
    expect(parseFlags(['--inventory']).inventoryFile).toBeNull();
    expect(parseFlags(['--inventory', '--demo'])).toMatchObject({ inventoryFile: null, demo: true });
    expect(parseFlags(['--inventory=']).inventoryFile).toBeNull();
  });
});

describe('the runtime', () => {
  it('M-15 is the one package.json pins', () => {
    const { devDependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(devDependencies.electron).toMatch(new RegExp(`^${supportedElectronMajor}\\.\\d+\\.\\d+$`));
    expect(isTestRuntime(devDependencies.electron)).toBe(false);
    expect(isTestRuntime('33.2.1')).toBe(true);
  });
});

describe('leaving for the browser', () => {
  const hosts = allowedHosts(['https://github.com/settings/keys', 'not an address']);

  it.each([
    'http://github.com/',
    'file:///etc/passwd',
    'smb://github.com/share',
    'ms-settings:privacy',
    'javascript:alert(1)',
    'https://user@github.com/',
    'https://user:pass@github.com/',
    'https://github.com:8443/',
    'https://github.com.evil.example/',
    'https://gіthub.com/', // Cyrillic і
    'https://github.com/\n',
    ' https://github.com/',
    `https://github.com/${'x'.repeat(10_000)}`,
    'github.com',
    '',
  ])('L-12 %s is not opened', async (url) => {
    expect(allowedAddress(url, hosts)).toBeNull();
    const browser = { confirm: vi.fn(), open: vi.fn() };
    expect(await createOpenExternal(hosts, browser)(url)).toMatchObject({ ok: false });
    expect(browser.confirm).not.toHaveBeenCalled();
    expect(browser.open).not.toHaveBeenCalled();
  });

  it('L-12 shows the host first, and opens only after a yes', async () => {
    const browser = { confirm: vi.fn(async () => false), open: vi.fn(async () => {}) };
    const open = createOpenExternal(hosts, browser);
    expect(await open('https://github.com/settings/keys')).toMatchObject({ failure: { kind: 'cancelled' } });
    expect(browser.confirm).toHaveBeenCalledWith('github.com');
    expect(browser.open).not.toHaveBeenCalled();
    browser.confirm.mockResolvedValue(true);
    expect(await open('https://github.com/settings/keys')).toMatchObject({ ok: true });
    expect(browser.open).toHaveBeenCalledWith('https://github.com/settings/keys');
  });
});

describe('what the window says at the top', () => {
  const facts: AppFacts = {
    version: '0.1.0',
    electron: '33.2.1',
    platform: 'linux',
    demo: false,
    testRuntime: false,
    realKeysOnTestRuntime: false,
    sandboxOff: false,
  };
  const now = {
    settings: { language: 'system', theme: 'system' },
    locale: 'en',
    dark: false,
    keyHostRestarted: false,
    dataLocation: '/data',
    inventoryReadable: false,
  } as const;

  it('nothing where all is well', () => {
    expect(appStatus(facts, now).banners).toEqual([]);
  });

  it('each thing that is not as it should be', () => {
    const every = { ...facts, demo: true, testRuntime: true, sandboxOff: true };
    expect(appStatus(every, { ...now, keyHostRestarted: true, inventoryReadable: true }).banners).toEqual([
      'demo',
      'test-runtime',
      'sandbox-off',
      'key-host-restarted',
      'inventory-readable',
    ]);
    expect(appStatus({ ...facts, testRuntime: true, realKeysOnTestRuntime: true }, now).banners).toEqual([
      'test-runtime-real-keys',
    ]);
  });
});

describe('diagnostics', () => {
  it('N-09 hold no serial number, path, account or label', () => {
    const key = pluggedKey({ usbSerial: '0007', path: '/dev/hidraw7' });
    const status = appStatus(
      {
        version: '0.1.0',
        electron: '45.4.1',
        platform: 'linux',
        demo: false,
        testRuntime: false,
        realKeysOnTestRuntime: false,
        sandboxOff: false,
      },
      {
        settings: { language: 'en', theme: 'dark' },
        locale: 'en',
        dark: true,
        keyHostRestarted: false,
        dataLocation: '/home/hana/x',
        inventoryReadable: false,
      },
    );
    const text = diagnosticsText(
      status,
      {
        state: 'open',
        location: '/home/hana/x',
        protection: { keychain: true, passphrase: false, recoveryCode: false },
        keychainAvailable: true,
        replaced: null,
        readOnly: false,
        demo: false,
        backups: [{ file: '/home/hana/backup', at: '2026-11-21T10:00:00.000Z', bytes: 1 }],
      },
      [key],
      { Node: '24' },
    );
    expect(text).toContain('Sparekey 0.1.0 · Electron 45.4.1 · linux');
    expect(text).toContain('key 1: 1050:0407 · simulated · ready · model YubiKey 5 NFC, firmware 5.4.3');
    expect(text).toContain('keychain yes, passphrase no');
    for (const secret of ['14207311', '0007', 'hidraw', 'hana']) expect(text).not.toContain(secret);
  });
});

describe('the head of the PIN window', () => {
  it('describes a key that says nothing by its numbers', () => {
    const silent = pluggedKey({ facts: null, product: null, manufacturer: null });
    expect(pinWindowKey({ ...silent, remembered: null }, null, null)).toMatchObject({
      label: null,
      look: '1050:0407',
      recognition: 'undecided',
    });
  });

  it('D-24 says new only of a key that is surely new', () => {
    const key = { ...pluggedKey(), remembered: null };
    expect(pinWindowKey(key, { state: 'new' }, null).recognition).toBe('new');
    expect(pinWindowKey(key, { state: 'undecided', candidates: [] }, null).recognition).toBe('undecided');
    const known = { state: 'known', keyId: 'k', strength: 'vendor-serial' } as const;
    // Known to the ladder, but its record could not be read: no reason to vouch for it.
    expect(pinWindowKey(key, known, null).recognition).toBe('undecided');
    const remembered = { keyId: 'k', label: 'Blue', strength: 'vendor-serial' } as const;
    expect(pinWindowKey({ ...key, remembered }, known, null)).toMatchObject({ recognition: 'known', label: 'Blue' });
  });
});

describe('limits', () => {
  it('the rate is counted for each sender alone', () => {
    let time = 0;
    const limit = createRateLimit(() => time, 2, 1);
    expect([limit.take(1), limit.take(1), limit.take(1), limit.take(2)]).toEqual([true, true, false, true]);
    time = 1_000;
    expect([limit.take(1), limit.take(1)]).toEqual([true, false]);
    limit.forget(1);
    expect(limit.take(1)).toBe(true);
  });

  it('a page is not reloaded for ever', () => {
    let time = 0;
    const may = atMost(2, 1_000, () => time);
    expect([may(), may(), may()]).toEqual([true, true, false]);
    time = 1_000;
    expect(may()).toBe(true);
  });
});
