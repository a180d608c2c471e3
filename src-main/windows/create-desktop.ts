import { type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Desktop } from '../ipc/desktop.ts';
import { createAsk } from './ask-in-dialog.ts';
import { createChosenFiles } from './chosen-files.ts';
import { allowedHosts, createOpenExternal } from './open-external.ts';
import { printWindow } from './print-window.ts';

/** The part of the desktop that windows and dialogs of the system are. */
export type WindowsDesktop = Omit<Desktop, 'makePdf' | 'askPasskeyEndpoints' | 'openDemo'>;

/** Creates what Electron does outside the windows; its dialogs belong to the main window. */
export function createDesktop(window: () => BrowserWindow | null, translate: () => Translate): WindowsDesktop {
  const ask = createAsk(window, translate);
  const browser = {
    confirm: (host: string) => ask({ kind: 'open-page', host }),
    open: (url: string) => shell.openExternal(url),
  };
  return {
    ask,
    files: createChosenFiles(dialog, window),
    openExternal: (url, allowed) => createOpenExternal(allowedHosts(allowed), browser)(url),
    showInFolder: (file) => shell.showItemInFolder(file),
    copyText: async (text) => clipboard.writeText(text),
    print: () => printWindow(window()?.webContents),
  };
}
