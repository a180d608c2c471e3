import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { preview } from 'vite';
import { type EnginePage, openElectronPage } from './engines.ts';
import type { Look } from './looks.ts';

/** The page of all components (`npm run build:components`) in a real Chromium. */
export interface ComponentsPage {
  readonly page: Page;
  /** Errors that the page threw or wrote on its console. */
  readonly errors: readonly string[];
  show(look: Look): Promise<void>;
  close(): Promise<void>;
}

/** Opens the page of all components in a browser engine; the built files come from a server on the loopback address. */
export async function openComponentsPage(
  openPage: () => Promise<EnginePage> = openElectronPage,
): Promise<ComponentsPage> {
  const server = await preview({
    configFile: fileURLToPath(new URL('../component/preview/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0 },
  });
  const [address] = server.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('the server of the page has no address');
  const addressOf = ({ language, theme }: Look) => `${address}components.html?lang=${language}&theme=${theme}`;
  const engine = await openPage();
  const { page, errors } = engine;
  return {
    page,
    errors,
    show: async (look) => {
      await page.goto(addressOf(look));
      await page.locator('[data-drawn="true"]').waitFor();
    },
    close: async () => {
      await engine.close();
      await server.close();
    },
  };
}
