import { BrowserWindow } from 'electron';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from '../supervision/app-paths.ts';
import { atMost } from '../supervision/clock.ts';
import { guardedSession } from './guarded-session.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';

export const mainPage = '/index.html';

export interface MainWindowOptions {
  readonly dark: () => boolean;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
}

/** The one main window of the program. */
export interface MainWindow {
  /** Returns the window; null before it was opened and once it is closed. */
  current(): BrowserWindow | null;
  open(): void;
  /** Moves it to the front. */
  focus(): void;
  /** Sets what is called when the page was loaded again, or its process ended: what it asked for has nobody to answer to. */
  onAbandoned(listener: () => void): void;
}

const mayReload = atMost(3, 60_000);

/** Creates the main window; `open` shows it. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let abandoned = (): void => {};
  return {
    current: () => window,
    open: () => {
      window = openMainWindow(
        options,
        () => abandoned(),
        () => {
          window = null;
        },
      );
    },
    focus: () => {
      if (window?.isMinimized() === true) window.restore();
      window?.focus();
    },
    onAbandoned: (listener) => {
      abandoned = listener;
    },
  };
}

/** Opens the window on its page. Its title never holds a name of a service or key. */
function openMainWindow(options: MainWindowOptions, onAbandoned: () => void, onClosed: () => void): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Sparekey',
    backgroundColor: options.dark() ? '#111514' : '#f3f5f4',
    webPreferences: guardedWebPreferences(guardedSession('window'), appPaths.preload, options.devTools),
  });
  const { webContents } = window;
  pinToPage(webContents, mainPage);
  window.once('ready-to-show', () => window.show());
  webContents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) onAbandoned();
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    options.log(`renderer ended: ${reason}`);
    onAbandoned();
    // The page comes back by itself, but not for ever.
    if (reason !== 'clean-exit' && mayReload()) webContents.reload();
  });
  webContents.on('unresponsive', () => options.log('renderer does not answer'));
  window.on('closed', () => {
    onAbandoned();
    onClosed();
  });
  // A window that is closed while it loads ends the loading with an error that means nothing.
  window.loadURL(`${appOrigin}${mainPage}`).catch(() => {});
  return window;
}
