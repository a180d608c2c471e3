import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFormats } from '../../src-shared/domain/report.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { chooseMore } from './coverage-table.ts';
import { eventually, launch, removeFolder, type Running } from './harness.ts';
import { soon } from './soon.ts';

let running: Running;
let window: Page;
let files: string;

beforeAll(async () => {
  // The demo in memory begins with keys that are read and labelled.
  running = await launch({ args: ['--demo'] });
  window = running.window;
  files = mkdtempSync(join(tmpdir(), 'sparekey-reports-'));
});

afterAll(async () => {
  expect(running.pageErrors).toEqual([]);
  await running.close();
  removeFolder(running.folder);
  rmSync(files, { recursive: true, force: true });
});

/** Replaces the system's own dialog by an answer; null presses Cancel there. */
async function chooseFile(filePath: string | null): Promise<void> {
  await running.app.evaluate(({ dialog }, path) => {
    Object.assign(dialog, {
      showSaveDialog: async (_parent: unknown, options: { defaultPath: string }) => {
        Object.assign(globalThis, { proposedName: options.defaultPath });
        return path === null ? { canceled: true, filePath: '' } : { canceled: false, filePath: path };
      },
    });
  }, filePath);
}

async function inLanguage(language: Locale): Promise<void> {
  await window.evaluate((to) => globalThis.window.sparekey.app.setSettings({ language: to, theme: 'light' }), language);
  await soon(() => window.evaluate(() => document.documentElement.lang)).toBe(language);
}

const read = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' });
const packed = (text: string) => text.replaceAll(/\s/g, '');

describe.each(['en', 'ja'] as const)('reports from the window (%s)', (language) => {
  const t = createTranslator(language);
  const dialog = () => window.getByRole('dialog', { name: t('window.report.title') });

  it('writes the coverage in every format, and says where', async () => {
    await inLanguage(language);
    await chooseMore(window, t, t('window.report.open'));
    for (const format of reportFormats) {
      const file = join(files, `coverage-${language}.${format}`);
      await chooseFile(file);
      await dialog().getByLabel(t('window.report.format')).selectOption(format);
      await dialog()
        .getByRole('button', { name: t('window.report.write') })
        .click();
      await dialog().getByText(file, { exact: true }).waitFor();
      expect(existsSync(file)).toBe(true);
      const proposed = await running.app.evaluate(() => Reflect.get(globalThis, 'proposedName') as string);
      expect(proposed).toMatch(new RegExp(`^sparekey-coverage-\\d{4}-\\d\\d-\\d\\d\\.${format}$`));
    }
    await dialog()
      .getByRole('button', { name: t('window.common.close') })
      .click();
    await dialog().waitFor({ state: 'detached' });
    expect(readdirSync(files).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('each format says the same accounts and the headline of the window', async () => {
    const headline = (await window.getByRole('main').getByRole('heading', { level: 1 }).textContent()) ?? '';
    const text = (format: string) => readFileSync(join(files, `coverage-${language}.${format}`), 'utf8');
    const pdf = read('pdftotext', '-raw', join(files, `coverage-${language}.pdf`), '-');
    expect(JSON.parse(text('json')).headline).toContain(headline);
    expect(text('html')).toContain(headline);
    expect(packed(pdf)).toContain(packed(headline));
    const names = ['GitHub', 'hana@morikoubou.example'];
    for (const name of names) {
      for (const content of [text('json'), text('html'), text('csv'), pdf]) expect(content).toContain(name);
    }
    expect(text('csv').charCodeAt(0)).toBe(0xfeff);
    expect(text('html')).toContain(`<html lang="${language}">`);
  });

  it('the PDF is drawn with ink on every page, and with no more fonts than ours', async () => {
    const file = join(files, `coverage-${language}.pdf`);
    const fonts = read('pdffonts', file).trim().split('\n').slice(2);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+(?:BIZUDPGothic|Roboto)-\w+ .* yes yes yes /);
    read('pdftoppm', '-r', '50', '-gray', file, join(files, `page-${language}`));
    const pages = readdirSync(files).filter((name) => name.startsWith(`page-${language}`));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      const pixels = readFileSync(join(files, page)).subarray(20);
      const dark = pixels.reduce((sum, grey) => sum + (grey < 128 ? 1 : 0), 0);
      expect(dark).toBeGreaterThan(200);
    }
  });

  it('cancelled in the system’s dialog writes nothing', async () => {
    await chooseFile(null);
    await chooseMore(window, t, t('window.report.open'));
    await dialog()
      .getByRole('button', { name: t('window.report.write') })
      .click();
    await dialog()
      .getByRole('button', { name: t('window.report.write') })
      .waitFor();
    expect(await dialog().getByText(t('window.report.written')).count()).toBe(0);
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('J-15 a folder that is gone is told, and the dialog stays open', async () => {
    await chooseFile(join(files, 'gone', 'report.pdf'));
    await chooseMore(window, t, t('window.report.open'));
    await dialog()
      .getByRole('button', { name: t('window.report.write') })
      .click();
    await window
      .getByText(t('failure.file-not-written', { detail: 'ENOENT' }))
      .first()
      .waitFor();
    expect(await dialog().count()).toBe(1);
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });
});

describe('the process that lays out a PDF', () => {
  it('is gone once the file is written', async () => {
    await eventually(async () => {
      const names = await running.app.evaluate(({ app }) =>
        app.getAppMetrics().map((one) => one.serviceName ?? one.name ?? ''),
      );
      return names.some((name) => name.includes('report')) ? null : true;
    });
    expect(running.logs()).not.toMatch(/refused|failed/);
  });
});
