import { fileURLToPath } from 'node:url';
import { _electron, chromium, type Page } from 'playwright-core';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { patience } from './harness.ts';
import { keepResults } from './kept-results.ts';

/** A window of 1280 × 800 in some browser engine, without anything of Sparekey's own main process. */
export interface EnginePage {
  readonly page: Page;
  /** Errors that its pages threw or wrote on the console. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens an empty window in the Electron of the tests. */
export async function openElectronPage(): Promise<EnginePage> {
  const app = await _electron.launch({
    executablePath: process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable,
    args: [fileURLToPath(new URL('page-window.mjs', import.meta.url))],
    env: { ...environment(), SPAREKEY_PAGE: 'about:blank' },
    chromiumSandbox: false,
    timeout: patience,
  });
  keepResults(app);
  app.context().setDefaultTimeout(patience);
  const page = await app.firstWindow({ timeout: patience });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  return { page, errors: await watched(page), close: () => app.close() };
}

/** Opens an empty window in Debian's Chromium, where the tests have one (`SPAREKEY_CHROMIUM`, with its libraries). */
export async function openChromiumPage(): Promise<EnginePage> {
  const browser = await chromium.launch({
    executablePath: process.env['SPAREKEY_CHROMIUM'] ?? '',
    // Scroll bars take their room, as in a window.
    ignoreDefaultArgs: ['--hide-scrollbars'],
    chromiumSandbox: false,
    env: { ...environment(), LD_LIBRARY_PATH: process.env['SPAREKEY_CHROMIUM_LIBRARIES'] ?? '' },
    timeout: patience,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience);
  // A browser asks for it by itself.
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  return { page, errors: await watched(page), close: () => browser.close() };
}

async function watched(page: Page): Promise<readonly string[]> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return errors;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
