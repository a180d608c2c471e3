import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { findingsInBothThemes, outOfKeyboardReach } from './accessibility-checks.ts';
import { closePanel, detailsPanel } from './coverage-table.ts';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';
import { dress } from './looks.ts';

// Every view that the sidebar offers, every tab of a key and every dialog that a view opens: a view that is added is looked at without a
// line here. No finding of the checker, and every control is reached with the keyboard.

let running: Running;
let window: Page;

beforeAll(async () => {
  running = await launch({ args: ['--demo'] });
  window = running.window;
  // Questions of the operating system (for a file, for a printer) are no part of the window.
  await running.app.evaluate(({ BrowserWindow, dialog }) => {
    const asked = { times: 0 };
    Object.assign(globalThis, { questionsOfSystem: asked });
    dialog.showOpenDialog = () => {
      asked.times++;
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
    dialog.showSaveDialog = () => {
      asked.times++;
      return Promise.resolve({ canceled: true, filePath: '' });
    };
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.print = (_options, answer) => {
        asked.times++;
        answer?.(false, 'cancelled');
      };
    }
  });
  await unlockFirstKey();
});

afterAll(async () => {
  await running.close();
  removeFolder(running.folder);
});

const main = () => window.getByRole('main');
const navigationButtons = () => window.getByRole('navigation').locator('button[data-view]').all();
const languages = ['en', 'ja'] as const;

/** Shows each view in turn, then each tab of the first key, and calls `look` with a name for what is shown. */
async function everyView(language: 'en' | 'ja', look: (where: string) => Promise<void>): Promise<number> {
  let shown = 0;
  const see = async (where: string): Promise<void> => {
    await main().getByRole('heading', { level: 1 }).waitFor();
    shown++;
    await look(where);
  };
  for (const button of await navigationButtons()) {
    await button.click();
    await see(`view ${await button.innerText()}`);
  }
  const keys = createTranslator(language)('window.nav.keys');
  await window.getByRole('navigation').getByRole('button', { name: keys, exact: true }).click();
  if ((await main().getByRole('tab').count()) === 0) await main().getByRole('row').nth(1).click();
  await main().getByRole('tab').first().waitFor();
  for (const tab of await main().getByRole('tab').all()) {
    await tab.click();
    await see(`tab ${await tab.innerText()}`);
  }
  return shown;
}

/** Presses every button of this view that ends in "…", and calls `look` where that opens a dialog inside the window. */
async function everyDialog(where: string, look: (where: string) => Promise<void>): Promise<number> {
  let opened = 0;
  const openers = main()
    .locator('button:not([disabled]):not([aria-disabled="true"])')
    .filter({ hasText: /…$/, visible: true });
  for (let index = 0; index < (await openers.count()); index++) {
    const name = await openers.nth(index).innerText();
    const before = await questionsOfSystem();
    const shown = await shownView();
    // By keyboard: a message may lie over the button for a while.
    await openers.nth(index).press('Enter');
    if ((await whatOpened(before, shown)) !== 'dialog') {
      await goBack(shown);
      continue;
    }
    await look(`${where}, ${name}`);
    opened++;
    await window.keyboard.press('Escape');
    await dialogs().first().waitFor({ state: 'detached' });
  }
  return opened;
}

/** Returns the view that the sidebar marks, and its sentence. */
const shownView = async (): Promise<string> => {
  const view = window.getByRole('navigation').locator('[aria-current="page"]').first();
  const name = (await view.count()) === 0 ? '' : await view.innerText();
  return `${name}\n${await main().getByRole('heading', { level: 1 }).innerText()}`;
};

/** Shows again a view that a button led away from, with Esc or by the sidebar. */
async function goBack(shown: string): Promise<void> {
  if ((await shownView()) === shown) return;
  await window.keyboard.press('Escape');
  if ((await shownView()) === shown) return;
  const [name = ''] = shown.split('\n');
  await window.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

const dialogs = () => window.getByRole('dialog').or(window.getByRole('alertdialog'));

/** Counts the questions that the operating system was to ask. */
const questionsOfSystem = () =>
  running.app.evaluate(
    () => (globalThis as unknown as { questionsOfSystem: { times: number } }).questionsOfSystem.times,
  );

/** Distinguishes a dialog of this window from a PIN window (which is closed again) and from a question that the test answers itself. */
function whatOpened(questionsBefore: number, shown: string): Promise<'dialog' | 'elsewhere'> {
  return eventually<'dialog' | 'elsewhere'>(async () => {
    if ((await dialogs().count()) > 0) return 'dialog';
    if ((await shownView()) !== shown) return 'elsewhere';
    const other = running.app.windows().find((page) => page !== window && !page.isClosed());
    if (other !== undefined) {
      await other.close();
      await closed(other);
      return 'elsewhere';
    }
    return (await questionsOfSystem()) > questionsBefore ? 'elsewhere' : null;
    // What only says why it cannot be done opens nothing: it takes the whole time.
  }, 10_000).catch(() => 'elsewhere');
}

/** Reads one key, so that the tabs of a key that is open are looked at, not those of a locked one. */
async function unlockFirstKey(): Promise<void> {
  const t = createTranslator('en');
  await window
    .getByRole('navigation')
    .getByRole('button', { name: t('window.nav.keys'), exact: true })
    .click();
  await main().getByRole('row').nth(1).click();
  const button = main()
    .getByRole('button', { name: t('window.key.unlock') })
    .first();
  const page = await pinWindow(running, () => button.click());
  await page.getByLabel('PIN', { exact: true }).fill('123456');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await closed(page);
}

describe.each(languages)('in %s', (language) => {
  it('O-12 no view, tab or dialog has an accessibility finding of any severity, in either theme', async () => {
    await dress(window, { language, theme: 'light' });
    const found: string[] = [];
    let opened = 0;
    const check = async (where: string): Promise<void> => {
      found.push(...(await findingsInBothThemes(window)).map((finding) => `${where}: ${finding}`));
    };
    const shown = await everyView(language, async (where) => {
      await check(where);
      opened += await everyDialog(where, check);
    });
    expect(found).toEqual([]);
    expect(shown).toBeGreaterThanOrEqual(11);
    expect(opened).toBeGreaterThanOrEqual(5);
  });
});

it.each(languages)('O-12 the details of an account and of a cell have none (%s)', async (language) => {
  await dress(window, { language, theme: 'light' });
  await window.getByRole('navigation').locator('[data-view="coverage"]').click();
  const row = window.getByRole('grid').getByRole('row').nth(2);
  for (const opener of [row.getByRole('rowheader'), row.getByRole('gridcell').first()]) {
    await opener.click();
    await detailsPanel(window).waitFor();
    expect(await findingsInBothThemes(window)).toEqual([]);
    await closePanel(window);
  }
});

it.each(languages)('O-12 the PIN window has no accessibility finding, in either theme (%s)', async (language) => {
  await dress(window, { language, theme: 'light' });
  const t = createTranslator(language);
  await window
    .getByRole('navigation')
    .getByRole('button', { name: t('window.nav.keys'), exact: true })
    .click();
  if ((await main().getByRole('tab').count()) === 0) await main().getByRole('row').nth(1).click();
  await main()
    .getByRole('tab', { name: t('window.keys.tab.security'), exact: true })
    .click();
  const change = main().getByRole('button', { name: t('window.pin.change-button') });
  const page = await pinWindow(running, () => change.click());
  expect(await findingsInBothThemes(page)).toEqual([]);
  await page.close();
  await closed(page);
});

describe('O-06 by keyboard alone', () => {
  it('every control of every view, tab and dialog is reached', async () => {
    await dress(window, { language: 'en', theme: 'light' });
    const missed: string[] = [];
    const walk = async (where: string): Promise<void> => {
      missed.push(...(await outOfKeyboardReach(window)).map((control) => `${where}: ${control}`));
    };
    await everyView('en', async (where) => {
      await walk(where);
      await everyDialog(where, walk);
    });
    expect(missed).toEqual([]);
  });

  it('the arrow keys go from tab to tab', async () => {
    const tabs = main().getByRole('tab');
    await tabs.first().focus();
    for (let index = 1; index < (await tabs.count()); index++) {
      await window.keyboard.press('ArrowRight');
      await tabs.nth(index).and(window.locator('[aria-selected="true"]')).waitFor();
    }
  });

  it('a control that the keyboard cannot reach is found', async () => {
    await window.evaluate(() => {
      const button = document.createElement('button');
      button.id = 'unreachable';
      button.tabIndex = -1;
      button.textContent = 'Out of reach';
      document.querySelector('main')?.append(button);
    });
    const missed = await outOfKeyboardReach(window);
    await window.evaluate(() => document.querySelector('#unreachable')?.remove());
    expect(missed).toEqual(['button "Out of reach"']);
  });
});
