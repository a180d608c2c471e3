import { describe, expect, it, vi } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import { allowedHosts, createOpenExternal } from '../../../src-main/windows/open-external.ts';
import type { PinDialogs } from '../../../src-main/ipc/pin-dialogs.ts';
import { type ChosenFiles, createInventoryHandlers } from '../../../src-main/ipc/inventory-handlers.ts';
import { createInventoryFeed } from '../../../src-main/ipc/inventory-feed.ts';
import { createDemoHandlers } from '../../../src-main/ipc/demo-handlers.ts';
import { createAppHandlers } from '../../../src-main/ipc/app-handlers.ts';
import type { Ask, Question } from '../../../src-main/ipc/question.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { Outcome } from '../../../src-shared/domain/outcome.ts';
import type { InventoryStatus } from '../../../src-shared/domain/inventory-status.ts';
import { inventoryContract } from '../../../src-shared/ipc/inventory-contract.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';
import { inventoryWith } from './key-fixtures.ts';

const snapshot = inventorySnapshot();

const status: InventoryStatus = {
  state: 'open',
  location: '/data/inventory',
  protection: { keychain: false, passphrase: false, recoveryCode: false },
  keychainAvailable: false,
  replaced: null,
  readOnly: false,
  demo: true,
  backups: [{ file: '/data/backup-1', at: '2026-11-21T10:00:00.000Z', bytes: 1 }],
};

const nobodyAsks: Ask = ({ kind }) => Promise.reject(new Error(`nobody was to be asked: ${kind}`));

function make(
  methods: Partial<Inventory>,
  parts: {
    files?: Partial<ChosenFiles>;
    dialogs?: Partial<PinDialogs>;
    ask?: Ask;
    forgetReadAccess?: (keyIds: readonly string[]) => Promise<void>;
  } = {},
) {
  const inventory = inventoryWith({ status: async () => status, ...methods });
  return createInventoryHandlers({
    inventory,
    feed: createInventoryFeed(inventory),
    dialogs: (parts.dialogs ?? {}) as PinDialogs,
    files: (parts.files ?? {}) as ChosenFiles,
    ask: parts.ask ?? nobodyAsks,
    forgetReadAccess: parts.forgetReadAccess ?? (async () => undefined),
    now: () => new Date('2026-11-21T10:00:00Z'),
  });
}

describe('the inventory’s requests', () => {
  it('K-06 restore takes one of our own backups and no other path', async () => {
    const restore = vi.fn(async () => success(undefined));
    const all = make({ restore });
    expect(await all.restore({ file: '/etc/passwd' })).toMatchObject({ failure: { kind: 'input-invalid' } });
    expect(restore).not.toHaveBeenCalled();
    expect(await all.restore({ file: '/data/backup-1' })).toEqual(success(null));
  });

  it('an export goes where the person says, under a dated name', async () => {
    const saveText = vi.fn(async () => success({ file: '/home/x.json' }));
    const all = make({ exportJson: async () => success('{}') }, { files: { saveText } });
    expect(await all.exportJson()).toEqual(success({ file: '/home/x.json' }));
    expect(saveText).toHaveBeenCalledWith('sparekey-inventory-2026-11-21.json', '{}');
  });

  it('J-03 an import is limited before it is read, and cancelling changes nothing', async () => {
    const openText = vi.fn(async () => success(null));
    const all = make({}, { files: { openText } });
    expect(await all.previewImport()).toEqual(success(null));
    expect(openText).toHaveBeenCalledWith(128 * 1024 * 1024);
    const tooLarge = failed({ kind: 'input-invalid' as const, detail: 'the file is too large' });
    expect(await make({}, { files: { openText: async () => tooLarge } }).previewImport()).toEqual(tooLarge);
  });

  it('a recovery code is shown in the PIN window and never given to this one', async () => {
    const showRecoveryCode = vi.fn(async () => {});
    const all = make(
      { createRecoveryCode: async () => success({ code: 'ABCD-EFGH' }) },
      { dialogs: { showRecoveryCode } },
    );
    expect(await all.createRecoveryCode()).toEqual(success(null));
    expect(showRecoveryCode).toHaveBeenCalledWith('ABCD-EFGH');
  });

  it('failures pass through as they are', async () => {
    const full = failed({ kind: 'disk-full' as const });
    const all = make({
      editKey: async () => full,
      backup: async () => full,
      exportJson: async () => full,
      createRecoveryCode: async () => full,
    });
    expect(
      await all.editKey({ keyId: 'k', label: 'x', role: null, owner: null, place: null, carriedOn: null }),
    ).toEqual(full);
    expect(await all.backup()).toEqual(full);
    expect(await all.exportJson()).toEqual(full);
    expect(await all.createRecoveryCode()).toEqual(full);
  });

  const bothWays = { keychain: true, passphrase: true, recoveryCode: true };
  const tenBackups = Array.from({ length: 10 }, () => status.backups).flat();
  const asked: readonly {
    readonly question: Question;
    readonly when?: Partial<InventoryStatus>;
    readonly method:
      'eraseEverything' | 'setPreferences' | 'setPassphrase' | 'setKeychain' | 'backup' | 'createRecoveryCode';
    readonly call: (all: ReturnType<typeof make>) => unknown;
  }[] = [
    {
      question: { kind: 'erase-everything' },
      method: 'eraseEverything',
      call: (all) => all.eraseEverything({ confirmation: 'erase' }),
    },
    {
      question: { kind: 'allow-asking' },
      method: 'setPreferences',
      call: (all) => all.setPreferences({ staleAfterDays: 365, allowPasskeyEndpoints: true }),
    },
    {
      question: { kind: 'remove-passphrase', left: true },
      when: { protection: bothWays },
      method: 'setPassphrase',
      call: (all) => all.removePassphrase(),
    },
    {
      question: { kind: 'remove-passphrase', left: false },
      when: { protection: { ...bothWays, keychain: false } },
      method: 'setPassphrase',
      call: (all) => all.removePassphrase(),
    },
    {
      question: { kind: 'stop-keychain', left: true },
      when: { protection: bothWays },
      method: 'setKeychain',
      call: (all) => all.setKeychain({ on: false }),
    },
    {
      question: { kind: 'stop-keychain', left: false },
      when: { protection: { ...bothWays, passphrase: false, recoveryCode: false } },
      method: 'setKeychain',
      call: (all) => all.setKeychain({ on: false }),
    },
    {
      question: { kind: 'replace-recovery-code' },
      when: { protection: bothWays },
      method: 'createRecoveryCode',
      call: (all) => all.createRecoveryCode(),
    },
    {
      question: { kind: 'drop-oldest-backup', kept: 10 },
      when: { backups: tenBackups },
      method: 'backup',
      call: (all) => all.backup(),
    },
  ];

  it.each(asked)('K-15 $method is asked about ($question.kind), and without a yes nothing happens', async (one) => {
    const work = vi.fn(async () => success({ code: 'ABCD', file: '/data/backup-11' }));
    const ask = vi.fn(async () => false);
    const methods = {
      status: async () => ({ ...status, ...one.when }),
      snapshot: async () => success(snapshot),
      [one.method]: work,
    };
    const parts = { ask, dialogs: { showRecoveryCode: async () => {} } };
    expect(await one.call(make(methods, parts))).toEqual(failed({ kind: 'cancelled' }));
    expect(ask).toHaveBeenCalledExactlyOnceWith(one.question);
    expect(work).not.toHaveBeenCalled();
    ask.mockResolvedValue(true);
    expect(await one.call(make(methods, parts))).toMatchObject({ ok: true });
    expect(work).toHaveBeenCalledOnce();
  });

  it('K-15 nobody is asked about what takes nothing away', async () => {
    const work = vi.fn(async () => success(undefined));
    const allowed = { ...snapshot, preferences: { staleAfterDays: 365, allowPasskeyEndpoints: true } };
    const all = make({
      snapshot: async () => success(allowed),
      setPreferences: work,
      setPassphrase: work,
      setKeychain: work,
    });
    for (const outcome of [
      all.setPreferences({ staleAfterDays: 30, allowPasskeyEndpoints: true }),
      all.setPreferences({ staleAfterDays: 30, allowPasskeyEndpoints: false }),
      all.removePassphrase(),
      all.setKeychain({ on: true }),
      all.setKeychain({ on: false }),
    ]) {
      expect(await outcome).toEqual(success(null));
    }
    expect(work).toHaveBeenCalledTimes(5);
  });

  it('preferences of an inventory that cannot be read are not written', async () => {
    const locked = failed({ kind: 'inventory-locked' as const });
    const setPreferences = vi.fn(async () => success(undefined));
    const all = make({ snapshot: async () => locked, setPreferences });
    expect(await all.setPreferences({ staleAfterDays: 30, allowPasskeyEndpoints: true })).toEqual(locked);
    expect(setPreferences).not.toHaveBeenCalled();
  });

  it('devices, attached records, joined accounts and assigned services reach the inventory', async () => {
    const stored = async () => success(undefined);
    const methods = {
      addDevice: vi.fn<Inventory['addDevice']>(async () => success({ id: 'd' })),
      editDevice: vi.fn<Inventory['editDevice']>(stored),
      removeDevice: vi.fn<Inventory['removeDevice']>(stored),
      setDeviceLost: vi.fn<Inventory['setDeviceLost']>(stored),
      attachRecord: vi.fn<Inventory['attachRecord']>(stored),
      joinAccounts: vi.fn<Inventory['joinAccounts']>(async () => success({ id: 's' })),
      separateAccounts: vi.fn<Inventory['separateAccounts']>(stored),
      assignService: vi.fn<Inventory['assignService']>(stored),
    };
    const all = make(methods);
    const words = { label: 'Pixel', owner: null, place: null, carriedOn: null, simIn: null, note: null };
    const device = { ...words, kind: 'phone' as const };
    const account = { serviceId: 'bank', userId: '01', userName: 'alice' };
    for (const outcome of [
      all.addDevice(device),
      all.editDevice({ ...words, id: 'd' }),
      all.removeDevice({ id: 'd' }),
      all.setDeviceLost({ id: 'd', state: 'lost' }),
      all.attachRecord({ kind: 'other-way', id: 'w', accountId: 'a' }),
      all.joinAccounts({ accountId: 'a', otherAccountId: 'b' }),
      all.separateAccounts({ id: 's' }),
      all.assignService(account),
    ]) {
      expect(await outcome).toEqual(success(null));
    }
    expect(Object.entries(methods).map(([name, method]) => [name, ...(method.mock.calls as unknown[][])])).toEqual([
      ['addDevice', [device]],
      ['editDevice', ['d', words]],
      ['removeDevice', ['d']],
      ['setDeviceLost', ['d', 'lost']],
      ['attachRecord', ['other-way', 'w', 'a']],
      ['joinAccounts', ['a', 'b']],
      ['separateAccounts', ['s']],
      ['assignService', [account]],
    ]);
  });

  it('a record that is in use is named in the failure', async () => {
    const used = failed({ kind: 'input-invalid' as const, detail: 'device-in-use', names: ['Push (github, alice)'] });
    const all = make({ removeDevice: async () => used });
    const answer = await all.removeDevice({ id: 'd' });
    expect(answer).toEqual(used);
    expect(inventoryContract.removeDevice.output.safeParse(answer).success).toBe(true);
  });

  it('a value of the inventory’s own does not cross where nothing is promised', async () => {
    expect(
      await make({ addManual: async () => success({ id: 'internal' }) }).addManual({
        keyId: 'k',
        serviceId: 's',
        rpId: null,
        userName: null,
        note: null,
      }),
    ).toEqual(success(null));
  });
});

describe('the demo’s requests', () => {
  const passkey = { handle: 'key-0000000000000001', rpId: 'one.example', userId: '01', userName: 'hana' };

  it('are refused without --demo', async () => {
    const host = { demo: { keys: vi.fn(), plug: vi.fn(), touch: vi.fn(), setWrongFinger: vi.fn(), enrol: vi.fn() } };
    const all = createDemoHandlers(false, host as unknown as Parameters<typeof createDemoHandlers>[1], () => 'path');
    await expect(async () => all.keys()).rejects.toThrow('no simulated keys');
    await expect(async () => all.plug({ id: 'daily', plugged: false })).rejects.toThrow('no simulated keys');
    await expect(async () => all.touch({ id: 'daily' })).rejects.toThrow('no simulated keys');
    await expect(async () => all.setWrongFinger({ id: 'work' })).rejects.toThrow('no simulated keys');
    await expect(async () => all.enrol(passkey)).rejects.toThrow('no simulated keys');
    expect(host.demo.plug).not.toHaveBeenCalled();
    expect(host.demo.enrol).not.toHaveBeenCalled();
  });

  it('put a passkey on the key of that plug-in only', async () => {
    const host = { demo: { enrol: vi.fn(async () => success(null)) } };
    const handlersAt = (path: string | null) =>
      createDemoHandlers(true, host as unknown as Parameters<typeof createDemoHandlers>[1], () => path);
    expect(await handlersAt(null).enrol(passkey)).toMatchObject({ failure: { kind: 'key-removed' } });
    expect(host.demo.enrol).not.toHaveBeenCalled();
    expect(await handlersAt('virtual-key-2').enrol(passkey)).toEqual(success(null));
    const { handle: _handle, ...credential } = passkey;
    expect(host.demo.enrol).toHaveBeenCalledWith({ path: 'virtual-key-2', ...credential });
  });
});

describe('the program’s own requests', () => {
  const appHandlers = (services: readonly CatalogueService[], open: (url: string) => Promise<Outcome<null>>) =>
    createAppHandlers({
      status: () => {
        throw new Error('not asked');
      },
      lastPicture: () => null,
      setSettings: () => {},
      services: () => services,
      openExternal: open,
      copyDiagnostics: async () => {},
      showDataFolder: () => {},
      openDemo: () => undefined,
      openKeySettings: async () => success(null),
      print: async () => success(null),
      savePicture: async () => success(null),
      versions: () => ({}),
      licences: async () => [],
    });

  it('L-12 a service page is opened by the catalogue’s address; the window names the service only', async () => {
    const open = vi.fn(async () => success(null));
    const all = appHandlers(
      [{ id: 'github', addKeyUrl: 'https://github.com/settings/keys' } as CatalogueService],
      open,
    );
    expect(await all.openServicePage({ serviceId: 'github' })).toEqual(success(null));
    expect(open).toHaveBeenCalledWith('https://github.com/settings/keys');
    expect(await all.openServicePage({ serviceId: 'https://evil.example' })).toMatchObject({
      failure: { kind: 'input-invalid' },
    });
    expect(open).toHaveBeenCalledOnce();
  });

  it('every web address of the catalogue can be opened', async () => {
    const services = loadServices().filter(({ addKeyUrl }) => addKeyUrl.startsWith('https://'));
    expect(services.length).toBeGreaterThan(30);
    const opened: string[] = [];
    const hosts = allowedHosts(services.map(({ addKeyUrl }) => addKeyUrl));
    const browser = { confirm: async () => true, open: async (url: string) => void opened.push(url) };
    const all = appHandlers(services, createOpenExternal(hosts, browser));
    for (const { id } of services) expect(await all.openServicePage({ serviceId: id })).toEqual(success(null));
    expect(opened).toHaveLength(services.length);
  });
});
