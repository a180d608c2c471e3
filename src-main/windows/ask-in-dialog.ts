import { type BrowserWindow, dialog } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Ask } from '../ipc/question.ts';
import { questionTexts } from './question-texts.ts';

/**
 * Creates the questions of the system's own dialog, in which Enter and Esc press "Cancel". One at a time: a page that asks again
 * and again gets no pile of dialogs under a person's hand.
 */
export function createAsk(window: () => BrowserWindow | null, translate: () => Translate): Ask {
  let isOpen = false;
  return async (question) => {
    const parent = window();
    if (parent === null || isOpen) return false;
    const t = translate();
    const { message, detail, yes } = questionTexts(t, question);
    isOpen = true;
    try {
      const { response } = await dialog.showMessageBox(parent, {
        type: 'question',
        title: 'Sparekey',
        message,
        detail,
        buttons: [yes, t('ask.cancel')],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === 0;
    } finally {
      isOpen = false;
    }
  };
}
