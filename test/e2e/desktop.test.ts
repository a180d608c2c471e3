import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { menuViews } from '../../src-shared/domain/app-command.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { findingsInEveryDress } from './accessibility-checks.ts';
import { answerFileQuestions } from './chosen.ts';
import { freshProgram } from './fresh-program.ts';
import { appFolder, eventually } from './harness.ts';
import { dress, takePictures } from './looks.ts';
import { soon } from './soon.ts';

// The manners of a desktop program: menu, help, list of everything, remembered window, context menus of texts.

const program = freshProgram({ args: ['--demo'] });

/** Presses an item of the menu, as a person or its shortcut does. */
async function press(id: string): Promise<void> {
  await program.running.app.evaluate(({ Menu }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name);
    if (item == null) throw new Error(`no item ${name}`);
    item.click();
  }, id);
}

const dialog = () => program.window.getByRole('dialog');

describe('the menu', () => {
  it('shows each view, as its shortcut does', async () => {
    for (const view of menuViews.toReversed()) {
      await press(view);
      await program.window.locator(`[data-view="${view}"][aria-current="page"]`).waitFor();
    }
  });

  it('follows the language of the window', async () => {
    const labels = () =>
      program.running.app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()
          ?.items.map(({ label }) => label)
          .join(),
      );
    await dress(program.window, { language: 'ja', theme: 'light' });
    await soon(labels).toBe(
      (['file', 'edit', 'view', 'window', 'help'] as const)
        .map((name) => createTranslator('ja')(`menu.${name}`))
        .join(),
    );
    await dress(program.window, { language: 'en', theme: 'light' });
    await soon(labels).toContain('&Help');
  });
});

describe.each(['en', 'ja'] as const)('help and the list of everything (%s)', (language) => {
  const t = createTranslator(language);

  it.each([
    ['shortcuts', 'shortcuts.title'],
    ['guide', 'manual.title'],
    ['about', 'about.title'],
    ['palette', 'palette.title'],
  ] as const)('%s opens, has no finding in both themes and forced colours, and closes with Esc', async (id, title) => {
    const { window } = program;
    await dress(window, { language, theme: 'light' });
    await window.getByRole('grid').waitFor();
    await press(id);
    await window.getByRole('dialog', { name: t(title), exact: true }).waitFor();
    await takePictures(window, language, `desktop-${id}`);
    expect(await findingsInEveryDress(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('finds a key by a few letters and goes to it with Enter', async () => {
    const { window } = program;
    await dress(window, { language, theme: 'light' });
    // Until a key was looked at it stands there by the name that its USB descriptor gives it.
    await eventually(async () => {
      const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
      return keys.length > 0 && keys.every(({ facts }) => facts !== null) ? true : null;
    });
    await window.getByRole('button', { name: t('palette.title') }).click();
    const name = await window.getByRole('region').getByRole('link').first().locator('bdi').textContent();
    await soon(() => window.evaluate(() => document.activeElement?.closest('[role="dialog"]') != null)).toBe(true);
    await window.keyboard.type((name ?? '').slice(0, 4));
    await window.keyboard.press('Enter');
    await soon(() => window.getByRole('main').getByRole('heading', { level: 1 }).textContent()).toContain(name ?? '');
  });
});

describe('About', () => {
  it('names the versions that run, and every package of the list that the build made', async () => {
    const shipped = JSON.parse(readFileSync(join(appFolder, 'out/licences.json'), 'utf8')) as readonly {
      name: string;
    }[];
    await press('about');
    const versions = await program.running.app.evaluate(() => process.versions);
    await dialog().getByText(versions['chrome'], { exact: true }).waitFor();
    await soon(() => dialog().locator('summary').count()).toBe(shipped.length);
    const react = dialog()
      .locator('details')
      .filter({ hasText: /^react 19/ });
    await react.locator('summary').click();
    await soon(() => react.textContent()).toContain('Permission is hereby granted');
  });
});

describe('the remembered window', () => {
  const bounds = () =>
    program.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const zoom = () =>
    program.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
  const zoomIn = () =>
    program.running.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find(({ accelerator }) => String(accelerator) === 'CommandOrControl+Plus')
        ?.click(),
    );

  it('has its size, its place and its zoom again after a restart', async () => {
    const place = { x: 40, y: 30, width: 900, height: 650 };
    await program.running.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
    }, place);
    await zoomIn();
    await zoomIn();
    await soon(zoom).toBe(1);
    const left = await eventually(async () => {
      const found = await bounds();
      return found?.width === place.width ? found : null;
    });
    await program.restart();
    expect(await bounds()).toEqual(left);
    await soon(zoom).toBe(1);
    await soon(() => program.window.evaluate(() => innerWidth)).toBe(Math.round(place.width / 1.2));
  });
});

describe('the matrix on paper', () => {
  it.each(['en', 'ja'] as const)('is written as a PDF that holds every account (%s)', async (language) => {
    const { window, running } = program;
    const file = join(running.folder, `matrix-${language}.pdf`);
    await dress(window, { language, theme: 'light' });
    await window.getByRole('grid').waitFor();
    await answerFileQuestions(running, file);
    await press('save-picture');
    await window.getByText(createTranslator(language)('file.saved', { file })).first().waitFor();
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const name of ['Bitwarden', 'GitHub', 'Google', 'hana-admin', 'morikoubou-root']) expect(text).toContain(name);
  });
});

describe('texts', () => {
  it('have a menu of their own where they can be edited, with what is possible now', async () => {
    const { window, running } = program;
    await window.getByRole('grid').waitFor();
    await running.app.evaluate(({ Menu }) => {
      // Stands in for the system, which would draw the menu.
      Menu.prototype.popup = function popup(this: Electron.Menu) {
        (globalThis as { shown?: string }).shown = this.items
          .filter(({ type }) => type !== 'separator')
          .map(({ role, enabled }) => `${role ?? ''}:${String(enabled)}`)
          .join(' ');
      };
    });
    const shown = () => running.app.evaluate(() => (globalThis as { shown?: string }).shown ?? '');
    const search = window.getByRole('searchbox');
    await search.fill('git');
    await search.press('Control+A');
    await search.click({ button: 'right' });
    await soon(shown).toContain('copy:true');
    expect(await shown()).toMatch(/^undo:\w+ redo:\w+ cut:true copy:true paste:\w+ selectall:true$/i);
  });
});
