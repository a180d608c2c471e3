import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerFileQuestions } from '../chosen.ts';
import { demoPin } from '../demo-keys.ts';
import { pressEnterToClose } from '../harness.ts';
import { soon } from './soon-state.ts';
import type { Stage } from './stage.ts';

/** Shows the empty window, first readings, names and an import that is looked at. Begins with no inventory and all simulated keys. */
export async function firstRunScenes(stage: Stage): Promise<void> {
  const { running, window, t, see, main, plug, press, unlock, goTo } = stage;
  const readers = main.getByRole('button', { name: new RegExp(`^${t('window.key.unlock')}`) });
  await readers.first().waitFor();
  await see('first-run-keys');
  for (const id of ['work', 'fresh', 'daily', 'spare']) await plug(id, false);
  await main.getByText(t('window.first-run.waiting')).waitFor();
  await see('first-run');
  await main.locator('summary').first().click();
  await see('first-run-help');

  for (const id of ['daily', 'spare']) await plug(id, true);
  await soon(async () => (await readers.count()) === 2);
  const page = await stage.pin(() => readers.first().click());
  await see('pin-new', page);
  await page.keyboard.type(demoPin);
  await pressEnterToClose(page);
  await main.getByRole('grid').waitFor();
  await see('one-of-two');
  await unlock(demoPin, () =>
    main
      .getByRole('button', { name: t('window.key.unlock') })
      .first()
      .click(),
  );
  await main.getByRole('button', { name: t('window.name.key-ring.chip') }).waitFor();
  await see('two-read-not-named');
  await press(t('window.name.key-ring.chip'));
  await press(t('window.name.desk.chip'));
  await main.getByRole('list', { name: t('window.steps.title') }).waitFor({ state: 'detached' });
  await goTo('coverage');
  await see('two-named');

  const file = join(running.folder, 'list.csv');
  writeFileSync(
    file,
    'Service,Account,Key,Role,Place,Carried on,Other way in,Note\n' +
      'GitHub,mika@example.com,Blue,daily,Home,Key ring,,\n' +
      'GitHub,mika@example.com,Red,spare,Safe,,,"a note, with a comma"\n' +
      'forum.example.net,mika,Blue,,Office,,,\n' +
      'GitHub,mika@example.com,,,Safe,,recovery codes,\n',
  );
  await answerFileQuestions(running, file);
  await stage.dialog('import-preview', async () => {
    await press(t('coverage.more'));
    await window.getByRole('menuitem', { name: t('import.menu.csv'), exact: true }).click();
  });
  writeFileSync(file, 'Service,Key\nGitHub,Blue\nno such service,Blue\n');
  await stage.dialog('import-problems', async () => {
    await press(t('coverage.more'));
    await window.getByRole('menuitem', { name: t('import.menu.csv'), exact: true }).click();
  });
}
