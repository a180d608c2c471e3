import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built program lies, seen from the built main file (out/main/main.js). */
export const appPaths = {
  renderer: fileURLToPath(new URL('../renderer', import.meta.url)),
  preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
  pinPreload: fileURLToPath(new URL('../preload/pin-preload.cjs', import.meta.url)),
  keyHost: fileURLToPath(new URL('./key-host.js', import.meta.url)),
  demo: new URL('../demo/', import.meta.url),
  reportMaker: fileURLToPath(new URL('./report-maker.js', import.meta.url)),
} as const;

/** Files of the desktop app itself; the inventory's place is the inventory's own business. */
export function dataFiles(userData: string): { readonly settings: string; readonly log: string } {
  return { settings: join(userData, 'settings.json'), log: join(userData, 'log.txt') };
}
