import { BrowserWindow, type MessagePortMain, screen, type Session } from 'electron';
import { pinPortChannel } from '../../src-shared/ipc/pin-port-channel.ts';
import { appOrigin } from '../ipc/sender-check.ts';
import { appPaths } from '../supervision/app-paths.ts';
import { pinToPage } from './session-guards.ts';
import { guardedWebPreferences } from './window-options.ts';

export const pinPage = '/pin-window/pin.html';

export interface PinWindowOptions {
  readonly session: Session;
  readonly parent: BrowserWindow;
  readonly dark: boolean;
  readonly devTools: boolean;
}

/** CSS pixels; the page tells its real height once it knows it. */
const width = 400;
const firstHeight = 240;

/**
 * Opens a PIN window: a window and a renderer process of its own, gone when it is destroyed, so that no PIN is ever in the
 * memory of the main window. Not captured by screen sharing where the system allows it (Windows, macOS).
 */
export function openPinWindow(options: PinWindowOptions): BrowserWindow {
  const zoomFactor = options.parent.webContents.getZoomFactor();
  const window = new BrowserWindow({
    parent: options.parent,
    modal: true,
    width: Math.round(width * Math.min(zoomFactor, 1.5)),
    height: firstHeight,
    useContentSize: true,
    minWidth: 360,
    minHeight: 120,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    show: false,
    title: 'Sparekey',
    backgroundColor: options.dark ? '#191e1d' : '#ffffff',
    webPreferences: {
      ...guardedWebPreferences(options.session, appPaths.pinPreload, options.devTools),
      zoomFactor,
    },
  });
  window.setContentProtection(true);
  window.setMenu(null);
  pinToPage(window.webContents, pinPage);
  window.once('ready-to-show', () => window.show());
  // A window that is closed while it loads ends the loading with an error that means nothing.
  window.loadURL(`${appOrigin}${pinPage}`).catch(() => {});
  return window;
}

/** Sends a PIN window its port to the key host. */
export function sendPinPort(window: BrowserWindow, port: MessagePortMain): void {
  window.webContents.postMessage(pinPortChannel, null, [port]);
}

/** Sets the height of a PIN window to that of its form, as far as the screen allows; the rest is scrolled. */
export function fitPinWindow(window: BrowserWindow, height: number): void {
  const [currentWidth = width] = window.getContentSize();
  const room = screen.getDisplayMatching(window.getBounds()).workAreaSize.height - 80;
  window.setContentSize(currentWidth, Math.min(room, Math.ceil(height * window.webContents.getZoomFactor())));
}
