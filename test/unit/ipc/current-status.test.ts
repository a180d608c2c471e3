import { describe, expect, it, vi } from 'vitest';
import { createCurrentStatus } from '../../../src-main/ipc/current-status.ts';
import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';

const facts = {
  version: '0.1.0',
  electron: '45.4.1',
  platform: 'linux',
  demo: false,
  testRuntime: false,
  realKeysOnTestRuntime: false,
  sandboxOff: false,
};
const appearance = {
  settings: () => ({ language: 'ja', theme: 'dark', notices: true, tray: false }) as const,
  setSettings: () => {},
  locale: () => 'ja' as const,
  dark: () => true,
};
const open: InventoryStatus = {
  state: 'open',
  location: '/data/inventory.sparekey',
  protection: { keychain: false, passphrase: false, recoveryCode: false },
  keychainAvailable: false,
  replaced: null,
  readOnly: false,
  demo: false,
  backups: [],
};

describe('the status of the program', () => {
  it('is there before the inventory is open, and is sent again when it is', () => {
    const onChange = vi.fn();
    const status = createCurrentStatus({ facts, appearance, onChange });
    expect(status.get()).toMatchObject({ locale: 'ja', dark: true, banners: [], dataLocation: '' });
    expect(status.inventoryFile()).toBeNull();
    status.setInventory(open);
    expect(onChange).toHaveBeenCalledExactlyOnceWith(status.get());
    expect(status.get()).toMatchObject({ banners: ['inventory-readable'], dataLocation: open.location });
    expect(status.inventoryFile()).toBe(open.location);
  });

  it('warns of a readable file only where there is one', () => {
    const status = createCurrentStatus({ facts, appearance, onChange: () => {} });
    for (const calm of [
      { ...open, location: 'memory' },
      { ...open, state: 'locked' as const },
      { ...open, protection: { ...open.protection, keychain: true } },
      { ...open, protection: { ...open.protection, passphrase: true } },
    ]) {
      status.setInventory(calm);
      expect(status.get().banners).toEqual([]);
    }
    status.setInventory({ ...open, location: 'memory' });
    expect(status.inventoryFile()).toBeNull();
  });

  it('says that the key host was restarted, as long as it is news', () => {
    const onChange = vi.fn();
    const status = createCurrentStatus({ facts, appearance, onChange });
    status.setKeyHostRestarted(true);
    expect(status.get().banners).toEqual(['key-host-restarted']);
    status.setKeyHostRestarted(false);
    expect(status.get().banners).toEqual([]);
    expect(onChange).toHaveBeenCalledTimes(2);
  });
});
