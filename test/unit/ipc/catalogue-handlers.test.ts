import { describe, expect, it, vi } from 'vitest';
import { loadAdvisories } from '../../../catalogue/advisories.ts';
import { loadOtherWays } from '../../../catalogue/other-ways.ts';
import { loadServices, serviceOrigin } from '../../../catalogue/services.ts';
import { createCorrectedCatalogue } from '../../../src-main/ipc/corrected-catalogue.ts';
import { allowedHosts, createOpenExternal } from '../../../src-main/windows/open-external.ts';
import type { Inventory } from '../../../src-main/inventory/inventory.ts';
import { createAppHandlers } from '../../../src-main/ipc/app-handlers.ts';
import type { ChosenFiles } from '../../../src-main/ipc/inventory-handlers.ts';
import { createCatalogueHandlers } from '../../../src-main/ipc/catalogue-handlers.ts';
import type { CatalogueCorrection } from '../../../src-shared/domain/catalogue-correction.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { catalogueContract } from '../../../src-shared/ipc/catalogue-contract.ts';
import { failed, success } from '../../../src-shared/lib/outcome.ts';
import { inventoryWith } from './key-fixtures.ts';
import { inventorySnapshot } from '../../fixtures/inventory-snapshot.ts';

const shipped = loadServices();

function snapshotWith(corrections: readonly CatalogueCorrection[]): InventorySnapshot {
  return inventorySnapshot({ revision: corrections.length, corrections: [...corrections] });
}

function make(corrections: readonly CatalogueCorrection[] = [], methods: Partial<Inventory> = {}) {
  const catalogue = createCorrectedCatalogue(shipped);
  catalogue.update(snapshotWith(corrections));
  const saveText = vi.fn(async () => success({ file: '/home/x.json' }));
  const openExternal = vi.fn(async () => success(null));
  const all = createCatalogueHandlers({
    catalogue,
    otherWays: loadOtherWays(),
    advisories: loadAdvisories(),
    originOf: serviceOrigin,
    inventory: inventoryWith({ snapshot: async () => success(snapshotWith(corrections)), ...methods }),
    files: { saveText } satisfies Partial<ChosenFiles> as unknown as ChosenFiles,
    openExternal,
  });
  return { all, catalogue, saveText, openExternal };
}

const twoKeys: CatalogueCorrection = {
  serviceId: 'rakuten-securities',
  fields: { maxKeys: 2 },
  base: { maxKeys: 1 },
  source: 'notice',
  asOf: '2026-11-22T08:00:00.000Z',
};

describe('the catalogue’s requests', () => {
  it('give windows the services with the corrections applied, and the entry as it is shipped', async () => {
    const { all } = make([twoKeys]);
    const { services } = await all.services();
    expect(services.find(({ id }) => id === 'rakuten-securities')).toMatchObject({ maxKeys: 2, corrected: true });
    expect(services.find(({ id }) => id === 'github')).toMatchObject({ corrected: false });
    expect(await all.entry({ serviceId: 'rakuten-securities' })).toMatchObject({
      fields: { maxKeys: 1 },
      rpIdConfidence: 'assumed',
      asOf: '2026-01',
    });
    expect(await all.entry({ serviceId: 'own:bank' })).toBeNull();
  });

  it('answer in the form that the contract promises', async () => {
    const { all } = make([twoKeys]);
    const { services, otherWays, advisories, entry, corrections } = catalogueContract;
    expect(services.output.safeParse(await all.services()).error).toBeUndefined();
    expect(otherWays.output.safeParse(await all.otherWays()).error).toBeUndefined();
    expect(advisories.output.safeParse(await all.advisories()).error).toBeUndefined();
    expect(entry.output.safeParse(await all.entry({ serviceId: 'github' })).error).toBeUndefined();
    expect(corrections.output.safeParse(await all.corrections()).error).toBeUndefined();
  });

  it('tell with each correction what the catalogue says by now', async () => {
    const { all } = make([{ ...twoKeys, base: { maxKeys: 3 } }]);
    expect(await all.corrections()).toMatchObject(
      success([
        {
          name: 'Rakuten Securities',
          nameJa: '楽天証券',
          catalogue: { maxKeys: 1 },
          news: [{ kind: 'changed', field: 'maxKeys', otherServiceId: null }],
        },
      ]),
    );
  });

  it('keep what differs from the catalogue, with what it says today', async () => {
    const saveCorrection = vi.fn(async () => success(undefined));
    const { all } = make([], { saveCorrection });
    const fields = { name: 'GitHub', minKeysRecommended: 3 };
    expect(await all.saveCorrection({ serviceId: 'github', fields, source: null })).toEqual(success(null));
    expect(saveCorrection).toHaveBeenCalledWith({
      serviceId: 'github',
      fields: { minKeysRecommended: 3 },
      base: expect.objectContaining({ name: 'GitHub', minKeysRecommended: 2 }) as unknown,
      source: null,
    });
  });

  it.each([
    ['github', { addKeyUrl: 'https://user:x@github.com/' }, 'not-a-page'],
    ['github', { rpIds: ['co.jp'] }, 'public-suffix'],
    ['github', { name: 'GitHub' }, 'nothing-corrected'],
    ['own:bank', { rpIds: ['bank.example.com'] }, 'name-missing'],
    ['no-such-service', { name: 'X', rpIds: ['bank.example.com'] }, 'no such service'],
  ])('refuse %s %o, whatever the window checked', async (serviceId, fields, detail) => {
    const saveCorrection = vi.fn(async () => success(undefined));
    const { all } = make([], { saveCorrection });
    const refused = await all.saveCorrection({ serviceId, fields, source: null });
    expect(refused).toEqual(failed({ kind: 'input-invalid', detail }));
    expect(saveCorrection).not.toHaveBeenCalled();
  });

  it('write a contribution where the person says, without anything else of the inventory', async () => {
    const { all, saveText } = make([twoKeys]);
    expect(await all.exportContribution()).toEqual(success({ file: '/home/x.json' }));
    expect(saveText).toHaveBeenCalledWith('sparekey-catalogue-contribution.json', expect.any(String));
    const [, text] = (saveText.mock.calls as unknown as [string, string][])[0] ?? ['', ''];
    expect(JSON.parse(text)).toMatchObject({ version: 1, entries: [{ fields: { maxKeys: 2 }, source: 'notice' }] });
  });

  it('L-12 open an advisory’s own page and nothing that a window names', async () => {
    const { all, openExternal } = make();
    expect(await all.openAdvisory({ advisoryId: 'YSA-2024-03' })).toEqual(success(null));
    expect(openExternal).toHaveBeenCalledWith('https://www.yubico.com/support/security-advisories/ysa-2024-03/');
    expect(await all.openAdvisory({ advisoryId: 'https://evil.example' })).toMatchObject({ ok: false });
    expect(openExternal).toHaveBeenCalledOnce();
  });

  it('pass failures of the inventory on as they are', async () => {
    const full = failed({ kind: 'disk-full' as const });
    const { all } = make([], {
      snapshot: async () => full,
      removeCorrection: async () => full,
    });
    expect(await all.corrections()).toEqual(full);
    expect(await all.exportContribution()).toEqual(full);
    expect(await all.removeCorrection({ serviceId: 'github' })).toEqual(full);
    expect(await all.saveCorrection({ serviceId: 'github', fields: { maxKeys: 3 }, source: null })).toEqual(full);
  });
});

describe('the corrected catalogue', () => {
  it('says whether the services are others than before', () => {
    const catalogue = createCorrectedCatalogue(shipped);
    expect(catalogue.update(snapshotWith([]))).toBe(false);
    expect(catalogue.update(snapshotWith([twoKeys]))).toBe(true);
    expect(catalogue.update({ ...snapshotWith([twoKeys]), revision: 99 })).toBe(false);
    // Another inventory, or none: its corrections go with it.
    expect(catalogue.update(null)).toBe(true);
    expect(catalogue.services()).toEqual(shipped);
  });

  it('L-12 a page that the person entered may be opened, after its host was shown, and no longer once it is taken back', async () => {
    const catalogue = createCorrectedCatalogue(shipped);
    const asked: string[] = [];
    const opened: string[] = [];
    const browser = {
      confirm: async (host: string) => asked.push(host) > 0,
      open: async (url: string) => void opened.push(url),
    };
    const app = createAppHandlers({
      status: () => {
        throw new Error('not asked');
      },
      lastPicture: () => null,
      setSettings: () => {},
      services: () => catalogue.services(),
      openExternal: (url) =>
        createOpenExternal(allowedHosts(catalogue.services().map(({ addKeyUrl }) => addKeyUrl)), browser)(url),
      copyDiagnostics: async () => {},
      showDataFolder: () => {},
      openDemo: () => undefined,
      openKeySettings: async () => success(null),
      print: async () => success(null),
      savePicture: async () => success(null),
      versions: () => ({}),
      licences: async () => [],
    });
    const own: CatalogueCorrection = {
      ...twoKeys,
      serviceId: 'own:bank',
      fields: { name: 'Bank', rpIds: ['bank.example.com'], addKeyUrl: 'https://bank.example.com/keys' },
      base: null,
    };
    expect(await app.openServicePage({ serviceId: 'own:bank' })).toMatchObject({ ok: false });
    catalogue.update(snapshotWith([own]));
    expect(await app.openServicePage({ serviceId: 'own:bank' })).toEqual(success(null));
    expect([asked, opened]).toEqual([['bank.example.com'], ['https://bank.example.com/keys']]);
    catalogue.update(snapshotWith([]));
    expect(await app.openServicePage({ serviceId: 'own:bank' })).toMatchObject({ ok: false });
    expect(opened).toHaveLength(1);
  });
});
