import type { Locator, Page } from 'playwright-core';
import { createTranslator, type Translate } from '../../../src-shared/i18n/translator.ts';
import { eventually, pinWindow, pressEnterToClose, type Running } from '../harness.ts';
import type { Look } from '../looks.ts';

/** Is called at each state of the window that a tour comes to; `page`: another window than the main one. */
export type See = (name: string, page?: Page) => Promise<void>;

/** A page of the main window on a tour through its views, and what the tours press there. */
export interface PageStage {
  readonly window: Page;
  readonly t: Translate;
  readonly see: See;
  readonly main: Locator;
  /** Shows a view by the sidebar. */
  goTo(view: string): Promise<void>;
  /** Presses a button of the view by its whole name. */
  press(name: string): Promise<void>;
  /** Presses an item of the application's menu. */
  menu(id: string): Promise<void>;
  /** Returns the line of a plugged-in key in the sidebar whose text holds this. */
  key(text: string): Locator;
  /** Shows what a button opens as a dialog, and closes it with Esc. */
  dialog(name: string, open: () => Promise<unknown>): Promise<void>;
  /** Shows what opens over the view without being a dialog (a menu, a popover), and closes it with Esc. */
  over(name: string, what: Locator, open: () => Promise<unknown>): Promise<void>;
}

/** The whole program on a tour. */
export interface Stage extends PageStage {
  readonly running: Running;
  plug(id: string, plugged: boolean): Promise<void>;
  /** Opens a PIN window. */
  pin(open: () => Promise<unknown>): Promise<Page>;
  /** Opens a PIN window, types this PIN and sends it; the window closes. */
  unlock(pin: string, open: () => Promise<unknown>): Promise<void>;
}

/** Creates what tours need of a page. `menu` presses an item of the application's menu. */
export function createPageStage(
  window: Page,
  language: Look['language'],
  see: See,
  menu: PageStage['menu'],
): PageStage {
  const main = window.getByRole('main');
  const dialogs = window.getByRole('dialog').or(window.getByRole('alertdialog'));
  return {
    window,
    t: createTranslator(language),
    see,
    main,
    goTo: async (view) => {
      await window.getByRole('navigation').locator(`[data-view="${view}"]`).click();
      // The view before stays while this one is read.
      await main.and(window.locator('[aria-busy="false"]')).getByRole('heading', { level: 1 }).waitFor();
    },
    press: (name) => main.getByRole('button', { name, exact: true }).first().click(),
    menu,
    key: (text) => window.getByRole('navigation').getByRole('link').filter({ hasText: text }).first(),
    dialog: async (name, open) => {
      await open();
      await dialogs.first().waitFor();
      await see(name);
      await eventually(async () => {
        await window.keyboard.press('Escape');
        return (await dialogs.count()) === 0 ? true : null;
      });
    },
    over: async (name, what, open) => {
      await open();
      await what.first().waitFor();
      await see(name);
      await window.keyboard.press('Escape');
      await what.first().waitFor({ state: 'detached' });
    },
  };
}

export function createStage(running: Running, language: Look['language'], see: See): Stage {
  const { window } = running;
  const pin = (open: () => Promise<unknown>) => pinWindow(running, open);
  return {
    ...createPageStage(window, language, see, (id) =>
      running.app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id),
    ),
    running,
    plug: (id, plugged) =>
      window.evaluate(async (input) => void (await globalThis.window.sparekey.demo.plug(input)), { id, plugged }),
    pin,
    unlock: async (secret, open) => {
      const page = await pin(open);
      await page.locator('input[type="password"]').first().fill(secret);
      await pressEnterToClose(page);
    },
  };
}
