import type { Locator, Page } from 'playwright-core';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/** Opens the details of the last account whose row says this, and returns them. */
export async function openAccount(window: Page, row: RegExp): Promise<Locator> {
  await window.getByRole('row', { name: row }).last().getByRole('rowheader').click();
  return detailsPanel(window);
}

/** Returns the details beside the table. */
export function detailsPanel(window: Page): Locator {
  return window.getByRole('main').locator('section:has(h2[tabindex])');
}

/** Closes the details with Esc. */
export async function closePanel(window: Page): Promise<void> {
  await window.keyboard.press('Escape');
  await detailsPanel(window).waitFor({ state: 'detached' });
}

/** Chooses an entry of the menu of the table, or of the details. */
export async function chooseMore(
  window: Page,
  t: Translate,
  entry: string,
  menu: 'coverage.more' | 'coverage.panel.more' = 'coverage.more',
): Promise<void> {
  await window
    .getByRole('main')
    .getByRole('button', { name: t(menu), exact: true })
    .click();
  await window.getByRole('menuitem', { name: entry, exact: true }).click();
}
