import { app } from 'electron';
import { cancellableTimeout } from './clock.ts';

/** The program ends within three seconds, whatever a key or a disk does. */
const limitMs = 2_500;

/**
 * Runs `close` before the program ends, once; then ends with status 0, at the latest after the limit. It ends with its last window, unless
 * it stays in the tray.
 */
export function endInOrder(close: () => Promise<unknown>, staysInTray: () => boolean): void {
  let ending = false;
  app.on('window-all-closed', () => {
    if (!staysInTray()) app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const exit = (): void => app.exit(0);
    cancellableTimeout(exit, limitMs);
    close().then(exit, exit);
  });
}
