import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { closePanel, openAccount } from './coverage-table.ts';
import { closed, eventually, launch, pinWindow, removeFolder, type Running } from './harness.ts';

// What must hold at every size: nothing runs out of the page sideways, no text is cut without a mark, and everything that
// can be pressed can be brought into sight.

let running: Running;
let window: Page;

beforeAll(async () => {
  // Without a file the demonstration comes with an inventory of four keys.
  running = await launch({ args: ['--demo'] });
  window = running.window;
});

afterAll(async () => {
  await running.close();
  removeFolder(running.folder);
});

const sizes = [
  { name: '1280×800', width: 1280, height: 800, zoom: 1 },
  { name: '800×600', width: 800, height: 600, zoom: 1 },
  { name: '1280×800 at 200 %', width: 1280, height: 800, zoom: 2 },
] as const;

const languages = (['en', 'ja'] as const).map((language) => {
  const t = createTranslator(language);
  return {
    language,
    views: (['coverage', 'keys', 'backup', 'loss', 'policy', 'activity', 'settings'] as const).map((view) =>
      t(`window.nav.${view}`),
    ),
    tabs: (['passkeys', 'security', 'about', 'details'] as const).map((tab) => t(`window.keys.tab.${tab}`)),
    unlock: t('window.key.unlock'),
  };
});

/** Lists what of a page cannot be seen; empty when all is well. */
function offences(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > innerWidth + 1) found.push(`the page is ${root.scrollWidth} wide in ${innerWidth}`);
    const nameOf = (node: Element): string =>
      `${node.tagName.toLowerCase()} "${(node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 40)}"`;
    const visible = (node: Element): boolean => {
      const box = node.getBoundingClientRect();
      const hiddenForSight = box.width <= 1 || box.height <= 1;
      return node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !hiddenForSight;
    };
    const ownText = (node: Element): boolean =>
      [...node.childNodes].some(
        (child) => child.nodeType === Node.TEXT_NODE && (child.textContent ?? '').trim() !== '',
      );
    for (const node of document.body.querySelectorAll('*')) {
      if (!visible(node) || !ownText(node)) continue;
      const style = getComputedStyle(node);
      const cutsSideways = style.overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
      const cutsBelow = /hidden|clip/.test(style.overflowY) && node.scrollHeight > node.clientHeight + 4;
      const marked = style.textOverflow === 'ellipsis' || /auto|scroll/.test(style.overflowX);
      if ((cutsSideways && !marked) || cutsBelow) found.push(`cut: ${nameOf(node)}`);
    }
    for (const node of document.body.querySelectorAll('button, a[href], input, select, textarea, [role="tab"]')) {
      if (!visible(node)) continue;
      node.scrollIntoView({ block: 'center', inline: 'center' });
      const box = node.getBoundingClientRect();
      const inSight = box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
      if (!inSight && box.width < innerWidth && box.height < innerHeight) {
        found.push(`out of sight: ${nameOf(node)} at ${Math.round(box.left)},${Math.round(box.top)}`);
      }
    }
    return found;
  });
}

async function resize(size: (typeof sizes)[number]): Promise<void> {
  await running.app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const [first] = BrowserWindow.getAllWindows();
    first?.setContentSize(width, height);
    first?.webContents.setZoomFactor(zoom);
  }, size);
  await eventually(async () => {
    const width = await window.evaluate(() => innerWidth);
    return Math.abs(width - size.width / size.zoom) <= 2 ? true : null;
  });
}

/** Opens the details of the key that is plugged in and known, from the list of keys or from the key shown last. */
async function openKey(): Promise<void> {
  const main = window.getByRole('main');
  await main.getByRole('row').or(main.getByRole('tab')).first().waitFor();
  if ((await main.getByRole('tab').count()) > 0) return;
  await main.getByRole('row').nth(1).click();
  await main.getByRole('tab').first().waitFor();
}

describe.each(languages)('in $language', ({ language, views, tabs, unlock }) => {
  it.each(sizes)('nothing is clipped at $name', async (size) => {
    await window.evaluate(
      (chosen) => globalThis.window.sparekey.app.setSettings({ language: chosen, theme: 'light' }),
      language,
    );
    await resize(size);
    const navigation = window.getByRole('navigation');
    const found: string[] = [];
    const look = async (where: string): Promise<void> => {
      await window.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      // What follows a new width by an observer is drawn a frame later.
      await window.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      found.push(...(await offences(window)).map((offence) => `${where}: ${offence}`));
    };
    for (const view of views) {
      await navigation.getByRole('button', { name: view, exact: true }).click();
      await look(view);
      if (view !== views[0]) continue;
      await openAccount(window, /Bitwarden/);
      await look(`${view}, details`);
      await closePanel(window);
    }
    await navigation.getByRole('button', { name: views[1] ?? '', exact: true }).click();
    await openKey();
    for (const tab of tabs) {
      // The one of the passkeys counts them.
      await window.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await look(tab);
    }
    await window.getByRole('tab', { name: new RegExp(`^${tabs[0] ?? ''}`) }).click();
    const pin = await pinWindow(running, () =>
      window.getByRole('main').getByRole('button', { name: unlock }).first().click(),
    );
    found.push(...(await offences(pin)).map((offence) => `PIN window: ${offence}`));
    await pin.close();
    await closed(pin);
    expect(found).toEqual([]);
  });
});
