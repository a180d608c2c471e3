// node test/e2e/screenshots.ts FOLDER [PATTERN [webp]]: takes pictures of the real window with simulated keys, in both languages and themes and
// at every size; with PATTERN only those whose name it matches.
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ordinaryUserLaunch, type UserLaunch } from '../../scripts/lib/as-user.mjs';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { appFolder, type LaunchOptions, type Running } from './harness.ts';
import { drawn, resize, sizes, usualSize } from './tour/sizes.ts';
import type { See } from './tour/stage.ts';
import { takeTour, tours } from './tour/tours.ts';

const [folder, pattern = '', format = 'png'] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/e2e/screenshots.ts FOLDER [PATTERN]');
const wanted = new RegExp(pattern);
mkdirSync(folder, { recursive: true });

for (const language of ['en', 'ja'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    for (const tour of tours) {
      const user = await userLaunch();
      try {
        await takeTour(tour, { language, theme }, pictures(`${language}-${theme}`), launchOptions(user));
      } finally {
        user?.stop();
      }
    }
  }
}

/** Returns what takes a picture of the main window at every size, of another window at its own. */
function pictures(look: string): (running: Running) => See {
  return (running) =>
    async (name, page): Promise<void> => {
      const file = (size: string) => `${name}-${size}${look}`;
      const take = async (from: Page, size: string): Promise<void> => {
        const picture = from === running.window ? await captured(running) : await from.screenshot();
        const written = format === 'webp' ? await webp(running.window, picture) : picture;
        writeFileSync(join(folder ?? '', `${file(size)}.${format}`), written);
      };
      if (page !== undefined) {
        if (!wanted.test(file(''))) return;
        await drawn(page);
        await take(page, '');
        return;
      }
      if (name === 'coverage' && wanted.test(`print-${look}`)) {
        writeFileSync(join(folder ?? '', `print-${look}.pdf`), await printed(running));
      }
      let resized = false;
      for (const size of sizes) {
        const label = size === usualSize ? '' : `${size.name}-`;
        if (!wanted.test(file(label))) continue;
        if (size !== usualSize) {
          resized = true;
          await resize(running, size);
        }
        await drawn(running.window);
        await take(running.window, label);
      }
      if (resized) await resize(running, usualSize);
    };
}

/** Returns the picture of the main window as the screen shows it, zoom included. */
async function captured({ app }: Running): Promise<Buffer> {
  const base64 = await app.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find((one) => one.getParentWindow() === null);
    const picture = await main?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(base64, 'base64');
}

/** Returns the matrix as it would be printed. */
async function printed({ app }: Running): Promise<Buffer> {
  const base64 = await app.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows().find((one) => one.getParentWindow() === null);
    const bytes = await main?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    return bytes?.toString('base64') ?? '';
  });
  return Buffer.from(base64, 'base64');
}

/** Starts the program as an ordinary user where that is possible, so that the pictures show it as people see it. */
async function userLaunch(): Promise<UserLaunch | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  return ordinaryUserLaunch(process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable);
}

function launchOptions(user: UserLaunch | null): LaunchOptions {
  const data = mkdtempSync(join(user?.homeFolder ?? tmpdir(), 'data-'));
  chmodSync(data, 0o777);
  if (user === null) return { folder: data };
  return {
    folder: data,
    executablePath: user.executablePath,
    appFolder: join(user.projectRoot, appFolder.slice(new URL('../..', import.meta.url).pathname.length)),
    sandbox: true,
  };
}

/** Returns a picture as WebP, a third of its size; the window's own engine converts it. */
async function webp(window: Page, picture: Buffer): Promise<Buffer> {
  const converted = await window.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    let text = '';
    for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte);
    return btoa(text);
  }, picture.toString('base64'));
  return Buffer.from(converted, 'base64');
}
