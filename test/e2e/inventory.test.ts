import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { openAccount } from './coverage-table.ts';
import { launch, removeFolder, type Running } from './harness.ts';
import { noteOpenedPages } from './opened-pages.ts';
import { soon } from './soon.ts';
import { dress, takePictures } from './looks.ts';
import { snapshotOf } from './snapshot-of.ts';

/** The demonstration is written in the language that the program starts with. */
const oldKey = createTranslator('en')('demo.key.old');

// What a person says about keys, accounts and the inventory itself: said in the window, sent to it as changes, kept over a restart.

describe.each(['en', 'ja'] as const)('the inventory in the window (%s)', (language) => {
  const t = createTranslator(language);
  let running: Running;
  let window: Page;

  beforeAll(async () => {
    running = await launch({ args: ['--demo'] });
    window = running.window;
    await dress(window, { language, theme: 'light' });
  });
  afterAll(async () => {
    expect(running.pageErrors).toEqual([]);
    await running.close();
    removeFolder(running.folder);
  });

  const picture = (name: string) => takePictures(window, language, name);
  const goTo = (view: 'keys' | 'settings' | 'activity' | 'coverage') =>
    window
      .getByRole('navigation')
      .getByRole('button', { name: t(`window.nav.${view}`), exact: true })
      .click();
  const snapshot = () => snapshotOf(window);

  it('a key is put into another bag; the window hears of that key alone', async () => {
    await window.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      globalThis.window.sparekey.inventory.onChanged(({ changes }) => heard.push(changes));
    });
    await goTo('keys');
    const row = window.getByRole('row', { name: new RegExp(oldKey) });
    // A key that was just plugged in stands apart from its record until it is recognised.
    await soon(() => row.count()).toBe(1);
    await row.click();
    await window.getByRole('tab', { name: t('window.keys.tab.details') }).click();
    await window.getByLabel(t('window.record.carried-on')).fill('Bag <b>');
    await picture('record');
    await window.getByLabel(t('window.record.carried-on')).press('Enter');
    await soon(async () => (await snapshot()).keys.map(({ carriedOn }) => carriedOn)).toContain('Bag <b>');
    const heard = await window.evaluate(() => (globalThis as unknown as { heard: { tables: object }[] }).heard);
    // Plugged-in keys are noticed meanwhile: each change carries its own key and no table as a whole.
    const ours = heard.filter((changes) => JSON.stringify(changes).includes('Bag <b>'));
    expect(ours).toMatchObject([{ tables: { keys: { whole: false, put: [{ carriedOn: 'Bag <b>' }], gone: [] } } }]);
    expect(heard.every(({ tables }) => !('enrolments' in tables))).toBe(true);
  });

  it('a lost key says so, and is found again', async () => {
    const old = (await snapshot()).keys.find(({ label }) => label === oldKey);
    await window.evaluate(async (keyId) => {
      const lost = { keyIds: [keyId], otherWayIds: [], pinKnownKeyIds: [], note: null };
      const recorded = await globalThis.window.sparekey.loss.record(lost);
      if (!recorded.ok) throw new Error(recorded.failure.kind);
    }, old?.id ?? '');
    await window.getByText(t('window.lost.found')).waitFor();
    await picture('lost-key');
    await window.getByRole('button', { name: t('window.lost.found') }).click();
    await window
      .getByRole('dialog')
      .getByRole('button', { name: t('window.lost.confirm') })
      .click();
    await soon(async () => (await snapshot()).keys.filter(({ lostAt }) => lostAt !== null)).toEqual([]);
  });

  it('the limit for old records and the permission to ask services are the person’s', async () => {
    await goTo('settings');
    await window.getByLabel(t('window.preferences.stale.days')).fill('30');
    await window.getByLabel(t('window.preferences.stale.days')).press('Enter');
    await soon(async () => (await snapshot()).preferences.staleAfterDays).toBe(30);
    await noteOpenedPages(running.app);
    await window.getByRole('switch', { name: t('window.preferences.network') }).press('Space');
    await soon(async () => (await snapshot()).preferences.allowPasskeyEndpoints).toBe(true);
    await window.getByText(t('window.preferences.title')).scrollIntoViewIfNeeded();
    await picture('preferences');
  });

  it('the importance of an account is set in its details', async () => {
    await goTo('coverage');
    const details = await openAccount(window, /^Bitwarden/);
    await details.getByLabel(t('window.importance')).selectOption('low');
    await soon(
      async () => (await snapshot()).accountMarks.filter(({ serviceId }) => serviceId === 'bitwarden').length,
    ).toBe(1);
    await picture('importance');
    await window.keyboard.press('Escape');
  });

  it('all of it is told in the history by name', async () => {
    await goTo('activity');
    await window
      .getByText(t('activity.key-found', { key: oldKey }))
      .first()
      .waitFor();
    await picture('activity');
  });
});

it('what a person chose is there after a restart', async () => {
  const first = await launch();
  await first.window.evaluate(() =>
    globalThis.window.sparekey.inventory.setPreferences({ staleAfterDays: 45, allowPasskeyEndpoints: false }),
  );
  await first.close();
  const second = await launch({ folder: first.folder });
  const kept = await second.window.evaluate(() => globalThis.window.sparekey.inventory.snapshot());
  expect(kept).toMatchObject({ ok: true, value: { snapshot: { preferences: { staleAfterDays: 45 } } } });
  await second.close();
  removeFolder(first.folder);
});
