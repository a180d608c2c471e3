import { BrowserWindow, type Session } from 'electron';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from '../supervision/app-paths.ts';
import { atMost } from '../supervision/clock.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';

export const mainPage = '/index.html';

export interface MainWindowOptions {
  readonly session: Session;
  readonly dark: boolean;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
  /** The page was loaded anew, or its process ended: what it had asked for has nobody to answer to. */
  readonly onAbandoned: () => void;
  readonly onClosed: () => void;
}

const mayReload = atMost(3, 60_000);

/** Opens the main window on its page. Its title never holds a name of a service or key (reliability N-11). */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Sparekey',
    backgroundColor: options.dark ? '#111514' : '#f3f5f4',
    webPreferences: guardedWebPreferences(options.session, appPaths.preload, options.devTools),
  });
  const { webContents } = window;
  pinToPage(webContents, mainPage);
  window.once('ready-to-show', () => window.show());
  webContents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) options.onAbandoned();
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    options.log(`renderer ended: ${reason}`);
    options.onAbandoned();
    // Reliability L-15: the page comes back by itself, but not for ever.
    if (reason !== 'clean-exit' && mayReload()) webContents.reload();
  });
  webContents.on('unresponsive', () => options.log('renderer does not answer'));
  window.on('closed', () => {
    options.onAbandoned();
    options.onClosed();
  });
  // A window that is closed while it loads ends the loading with an error that means nothing.
  window.loadURL(`${appOrigin}${mainPage}`).catch(() => {});
  return window;
}
