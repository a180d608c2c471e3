import { demoPin } from '../demo-keys.ts';
import { soon } from './soon-state.ts';
import type { Stage } from './stage.ts';

/** Shows the dialogs of settings, and the PIN window that says what the PIN is for. */
export async function settingScenes(stage: Stage): Promise<void> {
  const { window, t, see, main, key, dialog, pin } = stage;
  const row = (name: string) => main.getByRole('group', { name, exact: true }).getByRole('button');
  await key(t('demo.key.work')).click();
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await row(t('setting.min-pin-length')).waitFor();
  await see('key-settings');
  await dialog('setting-always-uv', () => row(t('setting.always-uv')).click());
  await dialog('setting-attestation', () => row(t('setting.enterprise-attestation')).click());
  await dialog('setting-min-pin-length', async () => {
    await row(t('setting.min-pin-length')).click();
    await window.getByLabel(t('key-setting.dialog.length')).fill('8');
    await window.getByRole('checkbox', { name: t('key-setting.dialog.replace') }).check();
    await window.getByLabel(t('key-setting.dialog.rp-ids'), { exact: true }).fill('login.example\nno host');
  });
  await row(t('setting.always-uv')).click();
  const page = await pin(() => window.getByRole('button', { name: t('key-setting.dialog.confirm') }).click());
  await see('pin-confirm', page);
  const gone = page.waitForEvent('close');
  await page.keyboard.press('Escape').catch(() => {});
  await gone;
  await window.getByRole('tab', { name: new RegExp(`^${t('window.keys.tab.passkeys')}`) }).click();
}

/** Shows what a key proved of itself. */
export async function genuinenessScenes({ window, t, see, main, key, unlock }: Stage): Promise<void> {
  const row = main.getByRole('group', { name: t('genuineness.row'), exact: true });
  await key(t('demo.key.daily')).click();
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await unlock(demoPin, () => row.getByRole('button').click());
  await row.getByText(t('genuineness.verdict.genuine'), { exact: true }).waitFor();
  await row.scrollIntoViewIfNeeded();
  await see('key-genuine');
  await window.getByRole('tab', { name: new RegExp(`^${t('window.keys.tab.passkeys')}`) }).click();
}

/** Shows the reset of a key: refused beside other keys, agreed to, waiting for the hand, and done. */
export async function resetScenes(stage: Stage): Promise<void> {
  const { running, window, t, see, main, press, key, plug } = stage;
  await running.app.evaluate(({ dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: false }) });
  });
  const daily = t('demo.key.daily');
  await key(daily).click();
  await window.getByRole('tab', { name: t('window.keys.tab.security') }).click();
  await press(t('key-reset.row.button'));
  await main.getByText(t('key-reset.refused')).waitFor();
  await see('reset-refused');
  for (const id of ['spare', 'work', 'fresh']) await plug(id, false);
  const field = main.getByRole('textbox', { name: t('key-reset.agree.field') });
  await field.waitFor();
  await see('reset-consent');
  await field.fill(daily);
  const button = main.getByRole('button', { name: t('key-reset.agree.button') });
  await soon(async () => (await button.getAttribute('aria-disabled')) === 'false');
  await button.press('Enter');
  await main.getByText(t('key-reset.unplug.detail')).waitFor();
  await see('reset-unplug');
  await plug('daily', false);
  await main.getByText(t('key-reset.insert.detail')).waitFor();
  await see('reset-insert');
  await plug('daily', true);
  await main.getByRole('button', { name: t('key-reset.leave') }).waitFor();
  await see('reset-done');
  await press(t('key-reset.leave'));
  await main.getByRole('tab', { name: t('window.keys.tab.security') }).waitFor();
}
