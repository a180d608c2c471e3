import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { eventually, launch, removeFolder, type Running } from './harness.ts';

// The coverage view over the inventory of the demonstration: narrowed, asked "what if" for a whole place, zoomed out, printed.

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

describe.each(['en', 'ja'] as const)('coverage in %s', (language) => {
  const t = createTranslator(language);

  beforeAll(async () => {
    await window.evaluate(
      (chosen) => globalThis.window.sparekey.app.setSettings({ language: chosen, theme: 'light' }),
      language,
    );
    await window.getByRole('button', { name: t('window.nav.coverage'), exact: true }).click();
    await window.getByRole('button', { name: t('matrix.filter.open'), exact: true }).waitFor();
  });

  it('filters narrow the rows and are taken away again', async () => {
    const all = await accounts();
    await window.getByRole('button', { name: t('matrix.filter.open'), exact: true }).click();
    await window.getByRole('checkbox', { name: t('matrix.filter.gaps'), exact: true }).check();
    await window.keyboard.press('Escape');
    const left = await accounts();
    expect(left).toBeLessThan(all);
    expect(left).toBeGreaterThan(1);
    const bar = window.getByRole('group', { name: t('matrix.filter.active'), exact: true });
    const remove = t('matrix.filter.remove', { filter: t('matrix.filter.gaps') });
    await bar.getByRole('button', { name: remove, exact: true }).click();
    expect(await accounts()).toBe(all);
  });

  it('pressing a place asks what if everything there were lost, and Esc goes back', async () => {
    const before = await window.getByRole('heading', { level: 1 }).textContent();
    const places = window.getByRole('list', { name: t('matrix.places'), exact: true }).getByRole('button');
    await places.first().click();
    const heading = window.getByRole('heading', { level: 1 });
    await eventually(async () => ((await heading.textContent()) === before ? null : true));
    expect(await places.first().getAttribute('aria-pressed')).toBe('true');
    expect(await window.getByRole('columnheader').getByRole('button', { pressed: true }).count()).toBeGreaterThan(0);
    await window.keyboard.press('Escape');
    await eventually(async () => ((await heading.textContent()) === before ? true : null));
  });

  it('an answer drawn ahead is seen and met by nobody until the button of the mouse comes up', async () => {
    // The compact matrix draws all rows alike, with few accounts as with many.
    await window.getByRole('radio', { name: t('matrix.zoom.compact'), exact: true }).check({ force: true });
    const grid = window.getByRole('grid');
    const head = grid.getByRole('columnheader').getByRole('button').nth(1);
    const box = await head.boundingBox();
    const whole = await grid.boundingBox();
    if (box === null || whole === null) throw new Error('the matrix is not shown');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    // Below the headers: the header itself is pressed and looks it.
    const clip = { ...whole, y: box.y + box.height + 8, height: whole.height - box.height - 24 };
    const rows = async (): Promise<string> =>
      (await window.screenshot({ clip, animations: 'disabled' })).toString('base64');
    const hidden = grid.locator('[aria-hidden="true"] > [role="row"]');
    await window.mouse.move(x, y);
    // The answer before this one is gone.
    await eventually(async () => ((await hidden.count()) === 0 ? true : null));
    const before = await rows();
    await window.mouse.down();
    await hidden.first().waitFor({ state: 'attached' });
    // In one question to the page: what is foreseen does not wait for long.
    const { foreseen, met } = await window.evaluate(({ x: left, y: top, width, height }) => {
      const beneath = '[role="grid"] [aria-hidden="true"] > [role="row"]';
      const places = Array.from({ length: 400 }, (_, at) => ({
        x: left + (width * (at % 20)) / 20,
        y: top + (height * Math.floor(at / 20)) / 20,
      }));
      return {
        foreseen: [...document.querySelectorAll(beneath)].map((row) => row.textContent),
        met: places.filter((place) => document.elementFromPoint(place.x, place.y)?.closest(beneath)).length,
      };
    }, clip);
    expect(foreseen.length).toBeGreaterThan(2);
    expect(met).toBe(0);
    expect(await rows()).toBe(before);
    await window.mouse.up();
    await eventually(async () => ((await head.getAttribute('aria-pressed')) === 'true' ? true : null));
    const seen = await grid.getByRole('row').allTextContents();
    expect(seen.slice(1)).toEqual(expect.arrayContaining(foreseen));
    expect(await rows()).not.toBe(before);
    await window.keyboard.press('Escape');
    await window.getByRole('radio', { name: t('matrix.zoom.comfortable'), exact: true }).check({ force: true });
  });

  it('the overview says in words what is under the arrow keys', async () => {
    await window.getByRole('radio', { name: t('matrix.zoom.overview'), exact: true }).check({ force: true });
    const grid = window.getByRole('grid');
    await grid.focus();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowRight');
    const here = async (): Promise<string> =>
      grid.evaluate(
        (node) => document.getElementById(node.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
      );
    expect(await here()).toContain(' · ');
    const painted = await window.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const colours = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4) {
        colours.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      }
      return colours.size;
    });
    expect(painted).toBeGreaterThan(3);
    await window.keyboard.press('+');
    await window.keyboard.press('+');
    await window.getByRole('radio', { name: t('matrix.zoom.comfortable'), exact: true }).waitFor();
  });

  it('prints what is shown, across the sheet, with the sentence and every account', async () => {
    const headline = (await window.getByRole('heading', { level: 1 }).textContent()) ?? '';
    const { pdf, sheet, rows } = await print();
    expect(sheet).toContain(headline);
    expect(rows).toBe((await accounts()) - 1);
    expect(pdf.startsWith('%PDF-')).toBe(true);
    const [, wide, high] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Number(wide)).toBeGreaterThan(Number(high));
    expect(await window.getByRole('table').count()).toBe(0);
    const file = process.env['SPAREKEY_KEEP_PRINT'];
    if (file !== undefined) {
      const { writeFileSync } = await import('node:fs');
      writeFileSync(`${file}-${language}.pdf`, pdf, 'latin1');
    }
  });
});
