import { BrowserWindow, type Session } from 'electron';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from './app-paths.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';

export const mainPage = '/index.html';

/** Opens the main window on its page. Its title never holds a name of a service or key (reliability N-11). */
export function openMainWindow(session: Session, dark: boolean, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Sparekey',
    backgroundColor: dark ? '#111514' : '#f3f5f4',
    webPreferences: guardedWebPreferences(session, appPaths.preload, devTools),
  });
  pinToPage(window.webContents, mainPage);
  window.once('ready-to-show', () => window.show());
  // A window that is closed while it loads ends the loading with an error that means nothing.
  window.loadURL(`${appOrigin}${mainPage}`).catch(() => {});
  return window;
}
