import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Paths of the built program, relative to the built main file (out/main/main.js). */
export const appPaths = {
  renderer: fileURLToPath(new URL('../renderer', import.meta.url)),
  preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
  pinPreload: fileURLToPath(new URL('../preload/pin-preload.cjs', import.meta.url)),
  keyHost: fileURLToPath(new URL('./key-host.js', import.meta.url)),
  demo: new URL('../demo/', import.meta.url),
  reportMaker: fileURLToPath(new URL('./report-maker.js', import.meta.url)),
  licences: fileURLToPath(new URL('../licences.json', import.meta.url)),
} as const;

interface DataFiles {
  readonly settings: string;
  /** Size, position and zoom of the main window. */
  readonly windowPlace: string;
  /** Choices of the desk of the issue check. */
  readonly desk: string;
  readonly log: string;
}

/** Returns the files of the desktop app itself; the inventory chooses its own location. */
export function dataFiles(userData: string): DataFiles {
  return {
    settings: join(userData, 'settings.json'),
    windowPlace: join(userData, 'window.json'),
    desk: join(userData, 'desk.json'),
    log: join(userData, 'log.txt'),
  };
}
