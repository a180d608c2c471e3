import { type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Desktop } from '../ipc/desktop.ts';
import { createAsk } from './ask-in-dialog.ts';
import { createChosenFiles } from './chosen-files.ts';
import { openKeySettings } from './open-key-settings.ts';
import { allowedHosts, createOpenExternal } from './open-external.ts';
import { printWindow, saveWindow } from './print-window.ts';

/** The part of the desktop that windows and dialogs of the system are. */
export type WindowsDesktop = Omit<Desktop, 'makePdf' | 'askPasskeyEndpoints' | 'openDemo'>;

/** Creates what Electron does outside the windows; its dialogs belong to the main window. */
export function createDesktop(window: () => BrowserWindow | null, translate: () => Translate): WindowsDesktop {
  const ask = createAsk(window, translate);
  const browser = {
    confirm: (host: string) => ask({ kind: 'open-page', host }),
    open: (url: string) => shell.openExternal(url),
  };
  const files = createChosenFiles(dialog, window);
  return {
    ask,
    files,
    openExternal: (url, allowed) => createOpenExternal(allowedHosts(allowed), browser)(url),
    openKeySettings: () => openKeySettings(process.platform, (url) => shell.openExternal(url)),
    showInFolder: (file) => shell.showItemInFolder(file),
    copyText: async (text) => clipboard.writeText(text),
    print: () => printWindow(window()?.webContents),
    savePicture: () => saveWindow(window()?.webContents, files),
  };
}
