import { app, session } from 'electron';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import type { Appearance } from '../ipc/current-status.ts';
import type { PinWindowPlatform } from '../ipc/pin-dialogs.ts';
import { setAppMenu } from './app-menu.ts';
import { createAppearance } from './appearance.ts';
import { createDesktop, type WindowsDesktop } from './create-desktop.ts';
import { guardedSession } from './guarded-session.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';
import { forgoSpellChecker } from './no-network.ts';
import { createPinWindowPlatform } from './pin-window-platform.ts';
import { denyEverything } from './session-guards.ts';

export interface WindowsOptions {
  readonly settingsFile: string;
  readonly log: (area: string) => (line: string) => void;
  readonly onSystemAppearance: () => void;
}

export interface Windows {
  readonly appearance: Appearance;
  readonly main: MainWindow;
  readonly pin: PinWindowPlatform;
  readonly desktop: WindowsDesktop;
  /** Writes the menu in the language of the windows. */
  setMenu(): void;
}

/** Creates everything of the program that a person sees; nothing is shown yet. */
export function createWindows({ settingsFile, log, onSystemAppearance }: WindowsOptions): Windows {
  // No page uses it, but it exists.
  forgoSpellChecker(session.defaultSession);
  denyEverything(session.defaultSession);
  const devTools = !app.isPackaged;
  const appearance = createAppearance(settingsFile, onSystemAppearance);
  const { dark } = appearance;
  const translate = () => createTranslator(appearance.locale());
  const main = createMainWindow({ dark, devTools, log: log('window') });
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
    setMenu: () => setAppMenu(translate(), app.isPackaged, main.current),
  };
}
