import { app, session } from 'electron';
import type { AppCommand } from '../../src-shared/domain/app-command.ts';
import { createTranslator, type Translate } from '../../src-shared/i18n/translator.ts';
import type { Appearance } from '../ipc/current-status.ts';
import type { PinWindowPlatform } from '../ipc/pin-dialogs.ts';
import type { SystemNotice } from '../ipc/system-notices.ts';
import { setAppMenu, showTextMenus } from './app-menu.ts';
import { createAppearance } from './appearance.ts';
import { createDesktop, type WindowsDesktop } from './create-desktop.ts';
import { guardedSession } from './guarded-session.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { forgoSpellChecker } from './no-network.ts';
import { createPinWindowPlatform } from './pin-window-platform.ts';
import { denyEverything } from './session-guards.ts';
import { showNotice } from './show-notice.ts';
import { createTrayIcon } from './tray.ts';

export interface WindowsOptions {
  readonly settingsFile: string;
  readonly placeFile: string;
  readonly log: (area: string) => (line: string) => void;
  readonly onSystemAppearance: () => void;
  /** Sends a request of the menu to the window. */
  readonly onCommand: (command: AppCommand) => void;
  /** Locks every key, as the tray asks. */
  readonly onLock: () => void;
}

export interface Windows {
  readonly appearance: Appearance;
  readonly main: MainWindow;
  readonly pin: PinWindowPlatform;
  readonly desktop: WindowsDesktop;
  /** Writes menu and tray in the language of the windows. */
  setMenu(): void;
  /** Shows a notice of the system; pressing it brings the window to the front. */
  showNotice(notice: SystemNotice): void;
  translate(): Translate;
}

/** Creates everything of the program that a person sees; nothing is shown yet. */
export function createWindows({ settingsFile, placeFile, log, ...listeners }: WindowsOptions): Windows {
  // No page uses it, but it exists.
  forgoSpellChecker(session.defaultSession);
  denyEverything(session.defaultSession);
  const devTools = !app.isPackaged;
  const appearance = createAppearance(settingsFile, listeners.onSystemAppearance);
  const { dark } = appearance;
  const translate = () => createTranslator(appearance.locale());
  const main = createMainWindow({
    dark,
    devTools,
    log: log('window'),
    placeFile,
    onCreated: ({ webContents }) => showTextMenus(webContents, translate),
  });
  const tray = createTrayIcon({
    translate,
    open: main.focus,
    lock: listeners.onLock,
    quit: () => app.quit(),
  });
  return {
    appearance,
    main,
    pin: createPinWindowPlatform({
      session: guardedSession('pin'),
      parent: main.current,
      dark,
      devTools,
      log: log('ipc'),
    }),
    desktop: createDesktop(main.current, translate),
    translate,
    showNotice: (notice) =>
      showNotice(notice, () => {
        main.focus();
        listeners.onCommand(notice.target.type === 'coverage' ? 'coverage' : 'activity');
      }),
    setMenu: () => {
      tray.set(appearance.settings().tray);
      setAppMenu({
        t: translate(),
        platform: process.platform,
        packaged: app.isPackaged,
        command: listeners.onCommand,
        zoom: main.zoom,
      });
    },
  };
}
