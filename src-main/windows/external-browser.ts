import { type BrowserWindow, dialog, shell } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { ExternalBrowser } from './open-external.ts';

/** Creates the way to the system browser: a question that shows the host, in which Enter presses "Cancel". */
export function createExternalBrowser(window: () => BrowserWindow | null, translate: () => Translate): ExternalBrowser {
  return {
    async confirm(host) {
      const parent = window();
      if (parent === null) return false;
      const t = translate();
      const { response } = await dialog.showMessageBox(parent, {
        type: 'question',
        title: t('external.title'),
        message: t('external.question', { host }),
        detail: t('external.detail'),
        buttons: [t('external.open'), t('external.cancel')],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
    open: (url) => shell.openExternal(url),
  };
}
