import { app, BrowserWindow, powerMonitor } from 'electron';
import { cancellableTimeout } from './clock.ts';

/** Time for which all windows may be in the background. */
const lockAfterBlurMs = 60_000;

/** Calls `lock` when the person is likely to be away: screen locked, computer asleep, other programs in front for long. */
export function lockOnAbsence(lock: () => void): void {
  let stop: (() => void) | null = null;
  app.on('browser-window-blur', () => {
    stop?.();
    stop = cancellableTimeout(() => {
      if (BrowserWindow.getFocusedWindow() === null) lock();
    }, lockAfterBlurMs);
  });
  app.on('browser-window-focus', () => stop?.());
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('shutdown', () => app.quit());
}
