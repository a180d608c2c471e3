import { BrowserWindow, screen, type Session } from 'electron';
import { type WindowPlace, zoomLimits } from '../../src-shared/domain/window-place.ts';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from '../supervision/app-paths.ts';
import { atMost } from '../supervision/clock.ts';
import { writeJsonFile } from './json-file.ts';
import { guardedSession } from './guarded-session.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';
import { boundsOn, leastSize, readWindowPlace } from './window-place.ts';

export const mainPage = '/index.html';

export interface MainWindowOptions {
  readonly dark: () => boolean;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
  /** File in which size, position and zoom are kept. */
  readonly placeFile: string;
  /** Called once for a window that was made, before its page is loaded. */
  readonly onCreated: (window: BrowserWindow) => void;
}

/** The one main window of the program. */
export interface MainWindow {
  /** Returns the window; null before it was opened and once it is closed. */
  current(): BrowserWindow | null;
  open(): void;
  /** Moves it to the front; opens it where it was closed. */
  focus(): void;
  zoom(change: 'in' | 'out' | 'actual'): void;
  /** Sets what is called when the page was loaded again, or its process ended: what it asked for has nobody to answer to. */
  onAbandoned(listener: () => void): void;
}

const mayReload = atMost(3, 60_000);

/** Creates the main window; `open` shows it. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  // One for the life of the program: the tray may open the window again.
  const session = guardedSession('window');
  let window: BrowserWindow | null = null;
  let abandoned = (): void => {};
  const open = (): void => {
    window = openMainWindow(
      options,
      session,
      () => abandoned(),
      () => {
        window = null;
      },
    );
  };
  return {
    current: () => window,
    open,
    focus: () => {
      if (window === null) return open();
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    zoom: (change) => {
      const contents = window?.webContents;
      if (contents === undefined) return;
      const step = { in: 0.5, out: -0.5, actual: -contents.getZoomLevel() }[change];
      contents.setZoomLevel(Math.min(zoomLimits.most, Math.max(zoomLimits.least, contents.getZoomLevel() + step)));
    },
    onAbandoned: (listener) => {
      abandoned = listener;
    },
  };
}

/** Opens the window on its page. Its title never holds a name of a service or key. */
function openMainWindow(
  options: MainWindowOptions,
  session: Session,
  onAbandoned: () => void,
  onClosed: () => void,
): BrowserWindow {
  const place = readWindowPlace(options.placeFile);
  const window = new BrowserWindow({
    ...boundsOn(place.bounds, workAreas()),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    title: 'Sparekey',
    backgroundColor: options.dark() ? '#111514' : '#f3f5f4',
    webPreferences: guardedWebPreferences(session, appPaths.preload, options.devTools),
  });
  const { webContents } = window;
  pinToPage(webContents, mainPage);
  options.onCreated(window);
  if (place.maximised) window.maximize();
  // A page that is loaded begins with the zoom of its origin, which is forgotten with the session.
  webContents.on('did-finish-load', () => webContents.setZoomLevel(zoomLevel));
  let { zoomLevel } = place;
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    zoomLevel = webContents.getZoomLevel();
    keepPlace(options, { bounds: window.getNormalBounds(), maximised: window.isMaximized(), zoomLevel });
  });
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

/** Returns the areas of the displays without the bars of the system, that of the main one first. */
function workAreas(): readonly Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

/** Writes where the window was left. A disk that takes nothing costs the place, not the closing. */
function keepPlace({ placeFile, log }: MainWindowOptions, place: WindowPlace): void {
  try {
    writeJsonFile(placeFile, place);
  } catch {
    log('the place of the window could not be kept');
  }
}
