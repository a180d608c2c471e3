import { describe, expect, it } from 'vitest';
import { appStatus } from '../../../src-main/ipc/app-status.ts';
import { diagnosticsText } from '../../../src-main/ipc/diagnostics.ts';
import { pluggedKey } from './key-fixtures.ts';

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
        settings: { language: 'en', theme: 'dark', notices: true, tray: false },
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
