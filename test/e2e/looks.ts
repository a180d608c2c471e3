import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export interface Look {
  readonly language: 'en' | 'ja';
  readonly theme: 'light' | 'dark';
}

/** Sets language and theme, and ends once the window shows them. */
export async function dress(window: Page, { language, theme }: Look): Promise<void> {
  await window.evaluate((settings) => globalThis.window.sparekey.app.setSettings(settings), { language, theme });
  await window.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor({ state: 'attached' });
}

/** Returns the folder for pictures of this run, created where it is missing; null where none are wanted (`SPAREKEY_PICTURES`). */
export function pictureFolder(): string | null {
  const folder = process.env['SPAREKEY_PICTURES'];
  if (folder === undefined) return null;
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Keeps pictures of the window in both themes, where they are wanted; the light theme stays. */
export async function takePictures(window: Page, language: Look['language'], name: string): Promise<void> {
  const folder = pictureFolder();
  if (folder === null) return;
  for (const theme of ['dark', 'light'] as const) {
    await dress(window, { language, theme });
    await window.screenshot({ path: join(folder, `${name}-${language}-${theme}.png`) });
  }
}
