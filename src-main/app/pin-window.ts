import { BrowserWindow, type MessagePortMain, type Session } from 'electron';
import { pinPortChannel } from '../../src-shared/ipc/pin-port-channel.ts';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from './app-paths.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';

export const pinPage = '/pin-window/pin.html';

/**
 * Opens a PIN window: a window and a renderer process of its own, gone when it is destroyed, so that no PIN is ever in the
 * memory of the main window. Not captured by screen sharing where the system allows it (Windows, macOS).
 */
export function openPinWindow(
  session: Session,
  parent: BrowserWindow,
  dark: boolean,
  devTools: boolean,
): BrowserWindow {
  const window = new BrowserWindow({
    parent,
    modal: true,
    width: 520,
    height: 560,
    minWidth: 360,
    minHeight: 320,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    show: false,
    title: 'Sparekey',
    backgroundColor: dark ? '#191e1d' : '#ffffff',
    webPreferences: guardedWebPreferences(session, appPaths.pinPreload, devTools),
  });
  window.setContentProtection(true);
  window.setMenu(null);
  pinToPage(window.webContents, pinPage);
  window.once('ready-to-show', () => window.show());
  // A window that is closed while it loads ends the loading with an error that means nothing.
  window.loadURL(`${appOrigin}${pinPage}`).catch(() => {});
  return window;
}

/** Hands a PIN window its port to the key host. */
export function sendPinPort(window: BrowserWindow, port: MessagePortMain): void {
  window.webContents.postMessage(pinPortChannel, null, [port]);
}
