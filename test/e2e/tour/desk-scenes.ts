import { soon } from './soon-state.ts';
import type { Stage } from './stage.ts';

/** Shows the issue check of a support desk in its states, in a demonstration of its own. */
export async function deskScenes({ t, see, main, goTo, press, plug, dialog }: Stage): Promise<void> {
  const verdict = (name: 'issue' | 'do-not-issue' | 'cannot-tell') =>
    main.getByRole('heading', { name: t(`check.verdict.${name}`), exact: true }).waitFor();
  await goTo('check');
  await see('check-none');
  await plug('fresh', true);
  await verdict('issue');
  await see('check-issue');
  await plug('leftovers', true);
  await verdict('do-not-issue');
  await see('check-do-not-issue');
  await dialog('check-note', () => press(t('check.window.note')));
  await plug('leftovers', false);
  await plug('fresh', false);
  await main.getByText(t('check.window.next.unplugged')).waitFor();
  await see('check-left');
  await main
    .getByRole('combobox', { name: t('check.window.profile') })
    .selectOption({ label: t('check.profile.returned-key') });
  await main.getByRole('checkbox').uncheck();
  await plug('fresh', true);
  await verdict('cannot-tell');
  await soon(async () => (await main.getByText(t('check.window.not-recorded'), { exact: true }).count()) === 1);
  await see('check-cannot-tell');
  await plug('fresh', false);
  await plug('copy', true);
  await main.getByPlaceholder(t('check.window.tag')).waitFor();
  await see('check-tag');
  await main
    .getByRole('list', { name: t('check.window.today') })
    .getByRole('button')
    .last()
    .click();
  await verdict('issue');
  await see('check-earlier');
  await plug('copy', false);
}
