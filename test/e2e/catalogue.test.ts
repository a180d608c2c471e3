import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { fieldValue, newsMessage } from '../../src-shared/i18n/catalogue-message.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { openAccount } from './coverage-table.ts';
import { appFolder, closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';
import { noteOpenedPages, openedPages } from './opened-pages.ts';
import { dress, takePictures } from './looks.ts';

// A correction of the catalogue, from the window to a file, over a restart and over an update of the catalogue: each test goes on
// where the one before ended. Once in each language.

/** Entry of GitHub after the update. The person will have corrected the number of keys, and nothing else. */
const update = { name: 'GitHub Renamed', maxKeys: 8, minKeysRecommended: 3 };

describe.each(['en', 'ja'] as const)('a correction of the catalogue (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;
  let updatedApp: string;

  beforeAll(async () => {
    updatedApp = appWithOtherCatalogue();
    await start();
    await dress(window, { language, theme: 'light' });
    await readKey('14207311', 'Blue');
  });
  afterAll(async () => {
    await running.close();
    removeFolder(running.folder);
    removeFolder(updatedApp);
  });

  const picture = (name: string) => takePictures(window, language, `catalogue-${name}`);
  const goTo = (view: 'coverage' | 'settings' | 'keys') =>
    window
      .getByRole('navigation')
      .getByRole('button', { name: t(`window.nav.${view}`), exact: true })
      .click();
  const settings = () => window.getByRole('region', { name: t('correction.settings.title') });
  const details = async (service: string) => {
    await goTo('coverage');
    await window.getByRole('searchbox').fill(service);
    return openAccount(window, new RegExp(`^${service}[,、]`));
  };
  const dialog = () => window.getByRole('dialog', { name: t('correction.title', { service: 'GitHub' }) });

  it('is made from the details of an account, by keyboard too', async () => {
    await (await details('GitHub')).getByRole('button', { name: t('coverage.panel.more'), exact: true }).focus();
    await window.keyboard.press('Enter');
    await window.getByRole('menuitem', { name: t('correction.open'), exact: true }).press('Enter');
    await dialog().getByText(t('correction.explain')).waitFor();
    await picture('dialog');
    await dialog().getByLabel(t('catalogue.field.addKeyUrl')).fill('http://github.com/settings/keys');
    await dialog()
      .getByRole('button', { name: t('correction.save') })
      .click();
    await dialog().getByText(t('catalogue.problem.not-https')).waitFor();
    await picture('refused');
    await dialog().getByLabel(t('catalogue.field.addKeyUrl')).fill('https://github.com/settings/security');
    await dialog()
      .getByLabel(t('catalogue.field.multipleKeys'))
      .selectOption({ label: t('catalogue.value.several-no') });
    await dialog().getByLabel(t('correction.source')).fill('their help page');
    await dialog()
      .getByRole('button', { name: t('correction.save') })
      .press('Enter');
    await dialog().waitFor({ state: 'detached' });
    // The analysis follows at once: one key is now all that the service takes.
    await soon(async () => (await service('github'))?.maxKeys).toBe(1);
    await soon(() => window.getByRole('grid').textContent()).toContain(t('verdict.one-key-service'));
  });

  it('adds a service of one’s own, whose page may be opened after its host was shown', async () => {
    await goTo('settings');
    await settings()
      .getByRole('button', { name: t('correction.settings.add') })
      .click();
    const add = window.getByRole('dialog', { name: t('correction.title.new') });
    await add.getByLabel(t('catalogue.field.name'), { exact: true }).fill('銀行 <b>Bank</b>');
    await add.getByLabel(t('catalogue.field.rpIds')).fill('bank.example.com');
    await add.getByLabel(t('catalogue.field.addKeyUrl')).fill('https://www.bank.example.com/keys');
    await add.getByRole('button', { name: t('correction.save') }).click();
    await add.waitFor({ state: 'detached' });
    await settings().getByText('銀行 <b>Bank</b>').first().waitFor();
    await noteOpenedPages(running.app);
    const opened = await window.evaluate(
      (serviceId) => globalThis.window.sparekey.app.openServicePage({ serviceId }),
      'own:b-bank-b',
    );
    expect(opened).toMatchObject({ ok: true });
    const seen = await openedPages(running.app);
    expect(seen).toEqual([expect.stringContaining('www.bank.example.com'), 'https://www.bank.example.com/keys']);
  });

  it('is written to a file for others, without keys and accounts', async () => {
    const file = join(running.folder, 'contribution.json');
    await running.app.evaluate(({ dialog: system }, filePath) => {
      Object.assign(system, { showSaveDialog: async () => ({ canceled: false, filePath }) });
    }, file);
    await settings().scrollIntoViewIfNeeded();
    await picture('settings');
    await settings()
      .getByRole('button', { name: t('correction.settings.export') })
      .click();
    await window.getByText(t('correction.settings.exported', { file })).first().waitFor();
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      format: 'sparekey-catalogue-contribution',
      entries: [
        { serviceId: 'github', fields: { maxKeys: 1 }, source: 'their help page' },
        { serviceId: 'own:b-bank-b', kind: 'new-service' },
      ],
    });
    expect(text).not.toMatch(/Blue|hana|14207311/);
  });

  it('survives a restart', async () => {
    await restart(appFolder);
    expect(await service('github')).toMatchObject({ maxKeys: 1, multipleKeys: false, corrected: true, name: 'GitHub' });
    expect(await service('own:b-bank-b')).toMatchObject({ name: '銀行 <b>Bank</b>' });
  });

  it('survives an update: it still wins, everything else is the new catalogue’s, and the difference is told', async () => {
    await restart(updatedApp);
    expect(await service('github')).toMatchObject({
      maxKeys: 1,
      multipleKeys: false,
      name: 'GitHub Renamed',
      minKeysRecommended: 3,
    });
    // Both reach the person: the new name, under the rule that they entered.
    await goTo('coverage');
    await window.getByRole('searchbox').fill('GitHub Renamed');
    await soon(() => window.getByRole('grid').textContent()).toContain('GitHub Renamed');
    expect(await window.getByRole('grid').textContent()).toContain(t('verdict.one-key-service'));
    await goTo('settings');
    const news = newsMessage(
      t,
      { kind: 'changed', field: 'maxKeys', otherServiceId: null },
      { yours: { maxKeys: 1 }, was: { maxKeys: 'unknown' }, now: { maxKeys: 8 }, otherService: null },
    );
    expect(news).toContain(fieldValue(t, 'maxKeys', 8));
    await settings().getByText(news).scrollIntoViewIfNeeded();
    await picture('conflict');
  });

  it('is kept when the person says so, and is no longer news', async () => {
    await settings()
      .getByRole('button', { name: t('correction.settings.keep-one', { service: 'GitHub Renamed' }) })
      .click();
    await soon(() =>
      settings()
        .getByRole('button', { name: t('correction.settings.keep-one', { service: 'GitHub Renamed' }) })
        .count(),
    ).toBe(0);
    expect(await service('github')).toMatchObject({ maxKeys: 1 });
    await restart(updatedApp);
    await goTo('settings');
    await settings().getByText('GitHub Renamed').first().waitFor();
    expect(await settings().getByText(t('correction.settings.keep')).count()).toBe(0);
  });

  it('is taken back after a question, and the catalogue applies again', async () => {
    await settings()
      .getByRole('button', { name: t('correction.settings.remove-one', { service: 'GitHub Renamed' }) })
      .click();
    const question = window.getByRole('alertdialog');
    await picture('remove');
    await question.getByRole('button', { name: t('correction.settings.remove.confirm') }).click();
    await soon(async () => (await service('github'))?.maxKeys).toBe(8);
    expect(running.pageErrors).toEqual([]);
  });

  it('known weaknesses are on the page of a key that is affected, with the maker’s own page', async () => {
    await window.evaluate(() => globalThis.window.sparekey.demo.plug({ id: 'old', plugged: true }));
    await soon(async () => {
      const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
      return keys.at(-1)?.facts?.firmware ?? null;
    }).toMatch(/^5\.[12]\./);
    await window
      .getByRole('region', { name: t('window.nav.plugged-in') })
      .getByRole('link')
      .last()
      .click();
    await window.getByRole('tab', { name: t('window.keys.tab.about') }).click();
    await window.getByRole('heading', { name: t('advisory.title') }).scrollIntoViewIfNeeded();
    await picture('key');
    const eucleak = window.getByRole('listitem').filter({ hasText: 'YSA-2024-03' });
    await eucleak.getByText(t('advisory.state.affected')).waitFor();
    await running.app.evaluate(({ dialog: system, shell }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      Object.assign(system, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
      Object.assign(shell, { openExternal: async (url: string) => void seen.push(url) });
    });
    await eucleak.getByRole('button', { name: t('advisory.open', { host: 'www.yubico.com' }) }).click();
    await soon(() => running.app.evaluate(() => (globalThis as { seen?: string[] }).seen ?? [])).toEqual([
      'https://www.yubico.com/support/security-advisories/ysa-2024-03/',
    ]);
    expect(running.pageErrors).toEqual([]);
  });

  const service = async (id: string) => {
    const { services } = await window.evaluate(() => globalThis.window.sparekey.catalogue.services());
    return services.find((one) => one.id === id);
  };

  async function start(options: { readonly folder?: string; readonly app?: string } = {}): Promise<void> {
    running = await launch({
      ...(options.folder !== undefined && { folder: options.folder }),
      ...(options.app !== undefined && { appFolder: options.app }),
    });
    window = running.window;
    await window.getByRole('navigation').waitFor();
  }

  async function restart(app: string): Promise<void> {
    const { folder } = running;
    expect(running.pageErrors).toEqual([]);
    await running.close();
    await start({ folder, app });
  }

  async function readKey(serial: string, label: string): Promise<void> {
    const handle = await eventually(async () => {
      const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
      return keys.find((key) => key.facts?.vendorSerial === serial)?.handle ?? null;
    });
    const page = await pinWindow(running, () =>
      window.evaluate((key) => void globalThis.window.sparekey.keys.unlock({ handle: key }), handle),
    );
    await page.getByLabel(t('pin.field.pin'), { exact: true }).fill('123456');
    await page.getByRole('button', { name: t('pin.action.unlock') }).click();
    await closed(page);
    const keyId = await eventually(async () => {
      const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
      return keys.find((key) => key.facts?.vendorSerial === serial)?.remembered?.keyId ?? null;
    });
    await window.evaluate((edit) => globalThis.window.sparekey.inventory.editKey(edit), {
      keyId,
      label,
      role: 'daily',
      owner: null,
      place: null,
      carriedOn: null,
    } as const);
  }
});

/** Creates a copy of the built program with another entry of GitHub in its catalogue, as after an update. Returns its folder. */
function appWithOtherCatalogue(): string {
  const copy = mkdtempSync(join(tmpdir(), 'sparekey-update-'));
  cpSync(join(appFolder, 'package.json'), join(copy, 'package.json'));
  cpSync(join(appFolder, 'out'), join(copy, 'out'), { recursive: true });
  symlinkSync(join(appFolder, 'node_modules'), join(copy, 'node_modules'));
  const chunks = join(copy, 'out', 'main', 'chunks');
  let changed = 0;
  for (const name of readdirSync(chunks).filter((one) => one.startsWith('services-'))) {
    const file = join(chunks, name);
    const text = readFileSync(file, 'utf8').replace(/JSON\.parse\(("(?:[^"\\]|\\.)*")\)/, (_all, literal: string) => {
      const entries = JSON.parse(JSON.parse(literal) as string) as { id: string }[];
      const after = entries.map((entry) => (entry.id === 'github' ? { ...entry, ...update } : entry));
      changed += after.filter((entry, index) => entry !== entries[index]).length;
      return `JSON.parse(${JSON.stringify(JSON.stringify(after))})`;
    });
    writeFileSync(file, text);
  }
  // Otherwise this would be no update, and the test would prove nothing.
  expect(changed).toBe(1);
  return copy;
}
