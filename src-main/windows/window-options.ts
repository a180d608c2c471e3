import type { BrowserWindowConstructorOptions, Session } from 'electron';

/** Returns what every window has in common: sandboxed, isolated, nothing of Node, nothing kept (Electron security checklist). */
export function guardedWebPreferences(
  session: Session,
  preload: string,
  devTools: boolean,
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    session,
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableDialogs: true,
    autoplayPolicy: 'user-gesture-required',
    devTools,
  };
}
