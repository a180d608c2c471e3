import type { PageStage, Stage } from './stage.ts';

/** Shows the views beside coverage and keys. */
export async function viewScenes({ t, see, goTo, press, dialog }: PageStage): Promise<void> {
  for (const [view, name] of [
    ['backup', 'add-spare'],
    ['activity', 'activity'],
    ['policy', 'policy'],
    ['settings', 'settings'],
  ] as const) {
    await goTo(view);
    await see(name);
  }
  await dialog('settings-device', () => press(t('devices.add')));
  await dialog('settings-correction', () => press(t('correction.settings.add')));
}

/** Shows how a spare is added; a session is open afterwards. */
export async function spareScenes({ t, see, main, goTo, press, dialog }: Stage): Promise<void> {
  await goTo('backup');
  await press(t('backup.start'));
  const rows = main.getByRole('grid').getByRole('row');
  await rows.nth(1).waitFor();
  await see('add-spare-session');
  await rows.nth(1).click();
  await see('add-spare-account');
  await dialog('add-spare-skip', () => press(t('backup.skip')));
}

/** Records the loss of a key, and shows what is left to do. */
export async function lostScenes(stage: Stage): Promise<void> {
  const { window, t, see, main, goTo, press, dialog, key } = stage;
  await goTo('loss');
  await main
    .getByRole('group', { name: t('what-if.kind.key'), exact: true })
    .getByRole('button', { name: t('demo.key.daily') })
    .click();
  await press(t('what-if.record'));
  const question = window.getByRole('alertdialog');
  const confirm = question.getByRole('button', { name: t('window.loss.record.confirm') });
  await confirm.and(window.locator('[aria-disabled="false"], :not([aria-disabled])')).waitFor();
  await confirm.click();
  await main.getByRole('checkbox').first().waitFor();
  await see('loss-checklist');
  await dialog('loss-close', () => press(t('window.loss.close')));
  await goTo('coverage');
  await main.getByRole('grid').getByRole('row').nth(2).waitFor();
  await see('coverage-lost');
  await main.getByRole('button', { name: t('window.reminders.badge', { count: 3 }), exact: true }).click();
  await see('coverage-reminders');
  await window.keyboard.press('Escape');
  await goTo('keys');
  await main.getByRole('row').nth(1).waitFor();
  await see('keys-lost');
  await key(t('demo.key.daily')).click();
  await see('key-lost');
}

/** Shows what opens over any view: help, the list of everything, the bench of simulated keys. */
export async function desktopScenes({ window, t, see, goTo, menu, dialog }: PageStage): Promise<void> {
  await goTo('coverage');
  for (const sheet of ['palette', 'shortcuts', 'guide', 'about'] as const) await dialog(sheet, () => menu(sheet));
  await dialog('palette-search', async () => {
    await menu('palette');
    await window.getByRole('dialog').getByRole('searchbox').fill('a');
  });
  const bench = window.getByRole('navigation').locator('button[aria-expanded]');
  await bench.click();
  await see('bench');
  await window
    .getByRole('region', { name: t('window.demo.title') })
    .getByRole('button', { name: t('window.common.close') })
    .click();
}
