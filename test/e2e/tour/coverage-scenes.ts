import { closePanel, openAccount } from '../coverage-table.ts';
import type { PageStage } from './stage.ts';

/** Shows the coverage of the demonstration in its states. */
export async function coverageScenes(stage: PageStage): Promise<void> {
  const { window, t, see, main, goTo, press, over, dialog } = stage;
  const grid = window.getByRole('grid');
  const search = main.getByRole('searchbox');
  await goTo('coverage');
  await grid.getByRole('row').nth(2).waitFor();
  await see('coverage');
  await grid.getByRole('row').nth(3).hover();
  await see('coverage-row-action');

  await openAccount(window, /HANA0417/);
  await see('coverage-details-chain');
  await openAccount(window, /Bitwarden/);
  await see('coverage-details');
  await over('coverage-details-menu', window.getByRole('menu'), () => press(t('coverage.panel.more')));
  await closePanel(window);

  await search.fill(t('demo.key.spare'));
  await see('coverage-search');
  await search.fill('zzz');
  await see('coverage-no-match');
  await search.fill('');
  await main
    .getByRole('toolbar', { name: t('coverage.tally'), exact: true })
    .getByRole('button')
    .first()
    .click();
  await see('coverage-filtered');
  await window.keyboard.press('Escape');
  await over('coverage-filter', window.getByRole('dialog'), () => press(t('matrix.filter.open')));
  await over('coverage-menu', window.getByRole('menu'), () => press(t('coverage.more')));
  for (const entry of ['told', 'way', 'several'] as const) {
    await dialog(`record-${entry}`, async () => {
      await press(t('coverage.more'));
      await window.getByRole('menuitem', { name: t(`import.menu.${entry}`), exact: true }).click();
    });
  }
  await dialog('export', async () => {
    await press(t('coverage.more'));
    await window.getByRole('menuitem', { name: t('window.report.open'), exact: true }).click();
  });
}

/** Shows what if a bag, a key or an account of the demonstration were lost. */
export async function whatIfScenes({ window, t, see, main, goTo, press, dialog }: PageStage): Promise<void> {
  const chip = (kind: 'ring' | 'key' | 'place' | 'account') =>
    main
      .getByRole('group', { name: t(`what-if.kind.${kind}`), exact: true })
      .getByRole('button', kind === 'key' ? { name: t('demo.key.daily') } : {})
      .first();
  await goTo('coverage');
  await press(t('coverage.what-if'));
  await chip('ring').waitFor();
  await see('what-if-empty');
  for (const [kind, name] of [
    ['ring', 'bag'],
    ['account', 'account'],
    ['place', 'place'],
  ] as const) {
    await chip(kind).click();
    await see(`what-if-${name}`);
    if (kind === 'ring') {
      await main
        .getByRole('row', { name: /Bitwarden/ })
        .first()
        .getByRole('rowheader')
        .click();
      await see('what-if-details');
      await window.keyboard.press('Escape');
      await dialog('what-if-save', () => press(t('what-if.save')));
    }
    await chip(kind).click();
  }
  await dialog('what-if-choice', () => press(t('what-if.other')));
  await press(t('forbid.ask'));
  const model = main
    .getByRole('group', { name: t('forbid.models') })
    .getByRole('button')
    .first();
  await model.waitFor();
  await see('forbid-empty');
  await model.click();
  await see('forbid-model');
  await press(t('what-if.leave'));
  await goTo('loss');
  await see('loss-empty');
  await chip('key').click();
  await see('loss-key');
  await dialog('loss-record', () => press(t('what-if.record')));
  await chip('key').click();
}

/** Shows the coverage of many keys: rows, compact, map. */
export async function manyKeysScenes({ window, t, see, goTo }: PageStage): Promise<void> {
  await goTo('coverage');
  await window.getByRole('grid').getByRole('row').nth(2).waitFor();
  await see('many-rows');
  for (const zoom of ['compact', 'map'] as const) {
    await window.getByRole('radio', { name: t(`coverage.zoom.${zoom}`), exact: true }).check({ force: true });
    await see(`many-${zoom}`);
  }
}
