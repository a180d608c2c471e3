import type { Page } from 'playwright-core';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { writeLargeInventory } from '../bench/large-inventory-file.ts';
import { allFindings } from './accessibility-checks.ts';
import { chooseMore, closePanel, detailsPanel, openAccount } from './coverage-table.ts';
import { eventually, launch, removeFolder, type Running } from './harness.ts';
import { dress } from './looks.ts';
import { soon } from './soon.ts';

// The coverage over the inventory of the demonstration: how much of it is seen, narrowed, asked, read by keyboard, printed.

let running: Running;
let window: Page;

beforeAll(async () => {
  running = await launch({ args: ['--demo'] });
  window = running.window;
});

afterAll(async () => {
  expect(running.pageErrors).toEqual([]);
  await running.close();
  removeFolder(running.folder);
});

const accounts = async (): Promise<number> =>
  Number((await window.getByRole('grid').getAttribute('aria-rowcount')) ?? 'NaN');

/** Returns what Chromium would send to a printer, and the content of the sheet while it did. */
async function print(): Promise<{ readonly pdf: string; readonly sheet: string; readonly rows: number }> {
  await window.evaluate(() => {
    addEventListener(
      'beforeprint',
      () => {
        const table = document.querySelector('table');
        document.documentElement.dataset['printed'] = JSON.stringify({
          sheet: table?.parentElement?.textContent ?? '',
          rows: table?.querySelectorAll('tbody tr').length ?? 0,
        });
      },
      { once: true },
    );
  });
  const pdf = await running.app.evaluate(async ({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    const bytes = await first?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
    return bytes?.toString('latin1') ?? '';
  });
  const printed: unknown = JSON.parse(
    (await window.evaluate(() => document.documentElement.dataset['printed'])) ?? 'null',
  );
  return { pdf, ...(printed as { sheet: string; rows: number }) };
}

const rows = () => window.getByRole('grid').getByRole('row');
const focused = () =>
  window.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  );

async function resize(width: number, height: number): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );
  await eventually(async () => {
    const size = await window.evaluate(() => [innerWidth, innerHeight]);
    return size[0] === width && size[1] === height ? true : null;
  });
}

/** Counts the account rows of which every pixel is seen. */
function wholeRows(): Promise<number> {
  return window.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    const box = grid?.getBoundingClientRect();
    const head = grid?.querySelector('[role="row"]')?.getBoundingClientRect();
    if (grid === null || box === undefined || head === undefined) return 0;
    const bottom = Math.min(box.top + grid.clientHeight, innerHeight);
    return [...grid.querySelectorAll('[role="row"]:has([role="rowheader"])')].filter((row) => {
      const own = row.getBoundingClientRect();
      return own.top >= head.bottom - 1 && own.bottom <= bottom + 1;
    }).length;
  });
}

describe.each(['en', 'ja'] as const)('coverage in %s', (language) => {
  const t = createTranslator(language);

  beforeAll(async () => {
    await dress(window, { language, theme: 'light' });
    await window.getByRole('button', { name: t('window.nav.coverage'), exact: true }).click();
    await window.getByRole('button', { name: t('matrix.filter.open'), exact: true }).waitFor();
  });

  it.each([
    [1280, 800, 12],
    [800, 600, 5],
    [640, 480, 1],
  ])('O-05 at %i × %i at least %i accounts are seen whole', async (width, height, least) => {
    await resize(width, height);
    await soon(wholeRows).toBeGreaterThanOrEqual(least);
    await resize(1280, 800);
  });

  it('what is counted filters, and Esc takes it away', async () => {
    const all = await accounts();
    const tally = window.getByRole('toolbar', { name: t('coverage.tally'), exact: true });
    await tally.getByRole('button').first().click();
    const left = await accounts();
    expect(left).toBeLessThan(all);
    expect(left).toBeGreaterThan(1);
    await window.keyboard.press('Escape');
    await soon(accounts).toBe(all);
  });

  it('is read by keyboard: row by row, cell by cell, details and back', async () => {
    const first = rows().nth(1);
    await first.getByRole('rowheader').focus();
    expect(await first.getAttribute('aria-label')).toMatch(/^Bitwarden[,、] ?hana\.mori@mail\.example[:：] ?/);
    await window.keyboard.press('ArrowRight');
    await soon(focused).toContain(t('coverage.cell.sole'));
    await window.keyboard.press('End');
    await soon(focused).toContain('…');
    await window.keyboard.press('Home');
    await window.keyboard.press('ArrowDown');
    const rowOfFocus = () =>
      window.evaluate(() => document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex'));
    await soon(rowOfFocus).toBe('3');
    await window.keyboard.press('Enter');
    const heading = detailsPanel(window).getByRole('heading', { level: 2 });
    await soon(() => heading.evaluate((node) => node === document.activeElement)).toBe(true);
    await window.keyboard.press('F6');
    await soon(() => window.evaluate(() => document.activeElement?.closest('[role="grid"]') !== null)).toBe(true);
    await window.keyboard.press('F6');
    await soon(() => heading.evaluate((node) => node === document.activeElement)).toBe(true);
    await closePanel(window);
    await soon(rowOfFocus).toBe('3');
    await window.keyboard.press('l');
    await window.getByRole('button', { name: t('what-if.leave'), exact: true }).waitFor();
    await window.keyboard.press('Escape');
    await window.getByRole('searchbox').waitFor();
    await window.keyboard.press('Control+f');
    expect(await window.getByRole('searchbox').evaluate((node) => node === document.activeElement)).toBe(true);
  });

  it('search finds keys, places, ways in and verdicts, marks what it found, and is cleared', async () => {
    const search = window.getByRole('searchbox');
    for (const words of ['github desk', 'bank', t('coverage.risk.weak')]) {
      await search.fill(words);
      await soon(accounts).toBeLessThan(19);
      expect(await accounts(), words).toBeGreaterThan(1);
    }
    await search.fill('git');
    await window.locator('mark').first().waitFor();
    await search.fill('zebra');
    await window.getByText(t('window.coverage.no-match')).waitFor();
    expect(await window.getByRole('grid').count()).toBe(0);
    await window.getByRole('button', { name: t('coverage.clear-search') }).click();
    await soon(accounts).toBe(19);
  });

  it('the next step, the action of a row and that of the details open "Add a spare" at the account', async () => {
    const back = () => window.getByRole('button', { name: t('window.nav.coverage'), exact: true }).click();
    const isAt = async (account: string) => {
      const marked = window.getByRole('main').getByRole('row', { selected: true });
      await marked.filter({ hasText: account }).first().waitFor();
      await back();
    };
    await window.getByRole('button', { name: t('coverage.next.button', { count: 2 }), exact: true }).click();
    await isAt('Bitwarden');
    const securities = window.getByRole('row', { name: /^SBI/ });
    await securities.hover();
    await securities.getByRole('button').click();
    await isAt('SBI');
    const panel = await openAccount(window, /^SBI/);
    await panel
      .getByRole('button', { name: /Desk drawer/ })
      .first()
      .click();
    await isAt('SBI');
  });

  it.each(['light', 'dark'] as const)(
    'has no finding of any severity, with and without details (%s)',
    async (theme) => {
      await dress(window, { language, theme });
      expect(await allFindings(window)).toEqual([]);
      await openAccount(window, /^Bitwarden/);
      expect(await allFindings(window)).toEqual([]);
      await closePanel(window);
    },
  );

  // The colours that Chromium forces for a test are those of a light system.
  it('has none in forced colours', async () => {
    await dress(window, { language, theme: 'light' });
    await window.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    expect(await allFindings(window)).toEqual([]);
    await openAccount(window, /^Bitwarden/);
    expect(await allFindings(window)).toEqual([]);
    await closePanel(window);
    await window.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  });

  it('pressing a bag asks what if everything in it were lost, and Esc goes back', async () => {
    const heading = window.getByRole('heading', { level: 1 });
    const before = await heading.textContent();
    await window
      .getByRole('main')
      .getByRole('button', { name: t('coverage.what-if'), exact: true })
      .click();
    const places = window.getByRole('group', { name: t('what-if.kind.ring'), exact: true }).getByRole('button');
    await places.first().click();
    await soon(() => heading.textContent()).not.toBe(before);
    expect(await places.first().getAttribute('aria-pressed')).toBe('true');
    expect(await window.getByRole('columnheader').getByRole('button', { pressed: true }).count()).toBeGreaterThan(0);
    await window.keyboard.press('Escape');
    await soon(() => heading.textContent()).toBe(before);
  });

  it('d 21: prints what is shown, across the sheet, with the sentence and every account', async () => {
    const headline = (await window.getByRole('heading', { level: 1 }).textContent()) ?? '';
    const { pdf, sheet, rows: printed } = await print();
    expect(sheet).toContain(headline);
    expect(printed).toBe((await accounts()) - 1);
    expect(pdf.startsWith('%PDF-')).toBe(true);
    const [, wide, high] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(wide)).toBeGreaterThan(Number(high));
    expect(await window.getByRole('table').count()).toBe(0);
  });

  it('what is seldom needed is in a menu', async () => {
    await chooseMore(window, t, t('window.report.open'));
    await window.getByRole('dialog', { name: t('window.report.title') }).waitFor();
    await window.keyboard.press('Escape');
  });
});

describe('with fourteen keys', () => {
  const t = createTranslator('en');
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-keys-'));
  let many: Running;

  beforeAll(async () => {
    const file = join(folder, 'inventory.sparekey');
    await writeLargeInventory(file, 1_400);
    many = await launch({ args: ['--demo', '--inventory', file] });
    await dress(many.window, { language: 'en', theme: 'light' });
  });

  afterAll(async () => {
    expect(many.pageErrors).toEqual([]);
    await many.close();
    removeFolder(folder);
  });

  it('the verdict stays in sight while the keys are scrolled', async () => {
    const grid = many.window.getByRole('grid');
    await grid.waitFor();
    const verdict = grid.getByRole('row').nth(1).getByRole('gridcell').last();
    const before = await verdict.boundingBox();
    await grid.evaluate((node) => node.scrollTo(300, 0));
    const after = await verdict.boundingBox();
    expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(4);
  });

  it('compact shows more rows; the map draws them all, with names, and says what is under the arrow keys', async () => {
    const page = many.window;
    const count = () => page.getByRole('grid').getByRole('rowheader').count();
    const rowsBefore = await count();
    await page.getByRole('radio', { name: t('coverage.zoom.compact'), exact: true }).check({ force: true });
    await soon(count).toBeGreaterThan(rowsBefore);
    expect(await allFindings(page)).toEqual([]);
    await page.getByRole('radio', { name: t('coverage.zoom.map'), exact: true }).check({ force: true });
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const here = (): Promise<string> =>
      grid.evaluate(
        (node) => document.getElementById(node.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
      );
    expect(await here()).toContain(' · ');
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const found = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4) {
        found.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      }
      return found.size;
    });
    expect(colours).toBeGreaterThan(3);
    expect(await allFindings(page)).toEqual([]);
  });
});
