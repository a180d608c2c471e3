import type { Page } from 'playwright-core';
import { closed } from '../harness.ts';
import { demoPin } from '../demo-keys.ts';
import type { PageStage, Stage } from './stage.ts';

/** The PIN of the simulated key with a fingerprint sensor. */
const workPin = '246810';
/** The fingerprint that is on it from the beginning. */
const fingerprintName = 'Left thumb';
/** The website whose large blob is on the daily key. */
const blobOwner = 'ssh:';
const wrongPin = '000000';

/** Shows each tab of the key that is shown. */
async function everyTab({ window, t, see, main }: PageStage, name: string, plugged = true): Promise<void> {
  const show = (tab: 'passkeys' | 'security' | 'about' | 'details') =>
    window.getByRole('tab', { name: new RegExp(`^${t(`window.keys.tab.${tab}`)}`) }).click();
  for (const tab of ['passkeys', 'security', 'about', 'details'] as const) {
    await show(tab);
    // It comes once it is read.
    if (tab === 'security' && plugged) await main.getByRole('group', { name: t('genuineness.list') }).waitFor();
    await see(`${name}-${tab}`);
  }
  await show('passkeys');
}

/** Shows the list of keys, and the page of one that is plugged in and was read before. */
export async function keyListScenes(stage: PageStage): Promise<void> {
  const { t, see, main, goTo, key } = stage;
  await goTo('keys');
  await main.getByRole('row').nth(1).waitFor();
  await see('keys');
  await key(t('demo.key.daily')).click();
  await everyTab(stage, 'key-locked');
}

/** Shows the pages of keys in their states. */
export async function keyScenes(stage: Stage): Promise<void> {
  const { window, t, see, main, press, key, plug, dialog, over, unlock } = stage;
  await stage.goTo('keys');
  await dialog('key-by-touch', () => press(t('window.touch-one.button')));
  const [daily, spare, fresh] = [t('demo.key.daily'), t('demo.key.spare'), t('window.key.state.no-pin')];
  await key(daily).click();
  await unlock(demoPin, () => press(t('window.key.unlock')));
  await main.getByRole('button', { name: t('window.key.lock'), exact: true }).waitFor();
  await main.getByRole('row').nth(3).click();
  await main.getByRole('button', { name: t('window.passkey.delete') }).waitFor();
  await see('key-passkey-details');
  await dialog('key-delete', () => press(t('window.passkey.delete')));
  await dialog('key-rename', () => press(t('window.passkey.rename')));
  await everyTab(stage, 'key-ready');
  await over('key-menu', window.getByRole('menu'), () => press(t('window.key.more')));
  await dialog('key-forget', async () => {
    await press(t('window.key.more'));
    await window.getByRole('menuitem', { name: t('window.record.forget-button') }).click();
  });
  await over('key-context-menu', window.getByRole('menu'), () => key(daily).click({ button: 'right' }));

  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await press(t('window.blobs.show'));
  await main.getByRole('list', { name: t('window.blobs') }).waitFor();
  await see('key-large-blobs');
  const owner = blobOwner;
  await dialog('key-large-blob-content', () => press(t('window.blobs.view-one', { owner })));
  await dialog('key-large-blob-delete', () => press(t('window.blobs.delete-one', { owner })));
  await window.getByRole('tab', { name: new RegExp(`^${t('window.keys.tab.passkeys')}`) }).click();
  await press(t('window.key.lock'));

  await key(t('demo.key.work')).click();
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await unlock(workPin, () => press(t('window.fingerprints.show')));
  await main.getByRole('button', { name: t('window.fingerprints.add'), exact: true }).waitFor();
  await see('key-fingerprints');
  const name = fingerprintName;
  await dialog('key-fingerprint-rename', () => press(t('window.fingerprints.rename-one', { name })));
  await dialog('key-fingerprint-remove', () => press(t('window.fingerprints.remove-one', { name })));
  await dialog('key-fingerprint-name', () => press(t('window.fingerprints.add')));
  await press(t('window.key.lock'));
  await window.getByRole('tab', { name: new RegExp(`^${t('window.keys.tab.passkeys')}`) }).click();

  await key(fresh).click();
  await everyTab(stage, 'key-no-pin');
  await plug('u2f', true);
  const u2f = t('window.key.state.u2f-only');
  await key(u2f).click();
  await everyTab(stage, 'key-u2f');
  await plug('u2f', false);
  await see('key-gone');

  await key(spare).click();
  await plug('spare', false);
  await everyTab(stage, 'key-unplugged', false);
  await plug('spare', true);
  await key(spare).waitFor();
}

/** Shows the PIN window in its states, and the pages of a key whose PIN is paused and then blocked. */
export async function pinScenes(stage: Stage): Promise<void> {
  const { t, see, press, key, plug, pin } = stage;
  const [daily, spare, fresh] = [t('demo.key.daily'), t('demo.key.spare'), t('window.key.state.no-pin')];
  const open = async (name: string, button: string): Promise<Page> => {
    await key(name).click();
    return pin(() => press(button));
  };
  const leave = async (page: Page): Promise<void> => {
    const gone = closed(page);
    await page.keyboard.press('Escape').catch(() => {});
    await gone;
  };
  const wrong = async (page: Page, left: number): Promise<void> => {
    const [field] = await page.locator('input[type="password"]').all();
    await field?.fill(wrongPin);
    const tick = page.getByRole('checkbox');
    if (await tick.isVisible()) await tick.check();
    const word = page.locator('input[type="text"]');
    if (await word.isVisible()) await word.fill('LAST');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: t('window.tries.label', { left, total: 8 }), exact: true }).waitFor();
  };

  const known = await open(daily, t('window.key.unlock'));
  await known.locator('input[type="password"]').fill('1234');
  await see('pin-known', known);
  await leave(known);

  const first = await open(fresh, t('window.pin.set-button'));
  await see('pin-set', first);
  await first.locator('input[type="password"]').first().fill('123456');
  await see('pin-set-rules', first);
  await leave(first);

  const again = await open(spare, t('window.key.unlock'));
  for (const left of [7, 6, 5]) await wrong(again, left);
  await see('pin-wrong', again);
  await again.locator('input[type="password"]').fill(wrongPin);
  await again.keyboard.press('Enter');
  await again.locator('input:disabled').first().waitFor({ state: 'attached' });
  await see('pin-paused', again);
  await leave(again);
  await see('key-pin-paused');
  for (const [from, to] of [
    [4, 2],
    [1, 0],
  ] as const) {
    for (const plugged of [false, true]) await plug('spare', plugged);
    const page = await open(spare, t('window.key.unlock'));
    for (let left = from; left >= to; left--) {
      await wrong(page, left);
      if (left > 0 && left <= 3) await see(`pin-${left}-left`, page);
    }
    if (to === 0) await see('pin-blocked', page);
    await leave(page);
  }
  await see('key-pin-blocked');
}
