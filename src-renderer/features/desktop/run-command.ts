import type { AppCommand } from '../../../src-shared/domain/app-command.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { api } from '../../api.ts';
import { navigationStore, showView } from '../../stores/navigation-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { importFile } from '../import/import-store.ts';
import { openSheet } from './desktop-store.ts';

/** Runs what the menu or the list of everything asks for. Nothing while a dialog is open: what it asks comes first. */
export function runCommand(t: Translate, command: AppCommand): void {
  if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
  switch (command) {
    case 'coverage':
    case 'backup':
    case 'loss':
    case 'keys':
    case 'check':
    case 'activity':
    case 'policy':
    case 'settings':
      return showView(command);
    case 'palette':
    case 'guide':
    case 'shortcuts':
    case 'about':
    case 'export':
      return openSheet(command);
    case 'find':
      return focusSearch();
    case 'import':
      return void importFile();
    case 'print':
      // A desk prints the slip that it shows, every other view the matrix.
      return navigationStore.getState().view === 'check'
        ? void run(api().app.print())
        : void onMatrix(() => run(api().app.print()));
    case 'save-picture':
      return void onMatrix(() => savePicture(t));
  }
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
}

/** Shows the matrix, which is what goes on paper, and waits until it is drawn. */
async function onMatrix(print: () => Promise<unknown>): Promise<void> {
  showView('coverage');
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await print();
}

async function savePicture(t: Translate): Promise<void> {
  const saved = await run(api().app.savePicture());
  if (saved !== undefined && saved !== null) showDone(t('file.saved', { file: saved.file }));
}
