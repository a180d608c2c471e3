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
} as const;

/** Returns the files of the desktop app itself; the inventory chooses its own location. */
export function dataFiles(userData: string): { readonly settings: string; readonly log: string } {
  return { settings: join(userData, 'settings.json'), log: join(userData, 'log.txt') };
}
