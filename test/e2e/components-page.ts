import { fileURLToPath } from 'node:url';
import { _electron, type Page } from 'playwright-core';
import { preview } from 'vite';
import { electronRuntime } from '../../scripts/lib/electron-runtime.mjs';
import { patience } from './harness.ts';
import type { Look } from './looks.ts';

/** The page of all components (`npm run build:components`) in a real Chromium. */
export interface ComponentsPage {
  readonly page: Page;
  /** Errors that the page threw or wrote on its console. */
  readonly errors: readonly string[];
  show(look: Look): Promise<void>;
  close(): Promise<void>;
}

/** Opens the page of all components in the Electron of the tests; the built files come from a server on the loopback address. */
export async function openComponentsPage(): Promise<ComponentsPage> {
  const server = await preview({
    configFile: fileURLToPath(new URL('../component/preview/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const [address] = server.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('the server of the page has no address');
  const addressOf = ({ language, theme }: Look) => `${address}components.html?lang=${language}&theme=${theme}`;
  const app = await _electron.launch({
    executablePath: process.env['SPAREKEY_ELECTRON'] ?? (await electronRuntime()).executable,
    args: [fileURLToPath(new URL('page-window.mjs', import.meta.url))],
    env: { ...environment(), SPAREKEY_PAGE: 'about:blank' },
    chromiumSandbox: false,
    timeout: patience,
  });
  app.context().setDefaultTimeout(patience);
  const page = await app.firstWindow({ timeout: patience });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    page,
    errors,
    show: async (look) => {
      await page.goto(addressOf(look));
      await page.locator('[data-drawn="true"]').waitFor();
    },
    close: async () => {
      await app.close();
      await server.close();
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
