import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { showHint } from '../stores/notice-store.ts';
import { run } from '../stores/run.ts';

/** Waits until a page was opened in the browser of the system, and says so: nothing in the window shows it. */
export async function openPage(t: Translate, opening: Promise<Outcome<null>>): Promise<void> {
  if ((await run(opening)) !== undefined) showHint(t('window.page.opened'));
}
