import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { type MenuOptions, menuTemplate } from '../../../src-main/windows/menu-template.ts';
import { appCommands, commandShortcuts, menuViews } from '../../../src-shared/domain/app-command.ts';
import { locales } from '../../../src-shared/domain/settings.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

function optionsOn(platform: string, change: Partial<MenuOptions> = {}): MenuOptions {
  return { t: createTranslator('en'), platform, packaged: true, command: () => {}, zoom: () => {}, ...change };
}

function itemsOf(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((one) => (Array.isArray(one.submenu) ? itemsOf(one.submenu) : [one]));
}

const titles = (platform: string) => menuTemplate(optionsOn(platform)).map(({ label }) => label);
const accelerators = (items: readonly MenuItemConstructorOptions[]) =>
  items.flatMap(({ accelerator }) => (typeof accelerator === 'string' ? [accelerator] : []));

describe('the menu of the program', () => {
  it.each(['linux', 'win32'])('on %s: settings and quit under File, About under Help', (platform) => {
    expect(titles(platform)).toEqual(['&File', '&Edit', '&View', '&Window', '&Help']);
    const [file, , , , help] = menuTemplate(optionsOn(platform));
    expect(itemsOf([file ?? {}]).map(({ label }) => label)).toContain('Settings…');
    expect(itemsOf([file ?? {}]).at(-1)).toMatchObject({ role: 'quit' });
    expect(itemsOf([help ?? {}]).at(-1)).toMatchObject({ id: 'about' });
  });

  it('on macOS: about, settings, hide and quit under the name of the program, nowhere else', () => {
    expect(titles('darwin')).toEqual(['Sparekey', '&File', '&Edit', '&View', '&Window', '&Help']);
    const [program, ...others] = menuTemplate(optionsOn('darwin'));
    const own = itemsOf([program ?? {}]);
    expect(own.map(({ role, id, label }) => role ?? id ?? label).filter((name) => name !== undefined)).toEqual([
      'about',
      'Settings…',
      'services',
      'hide',
      'hideOthers',
      'unhide',
      'quit',
    ]);
    const rest = itemsOf(others);
    expect(rest.filter(({ role, id }) => role === 'quit' || id === 'about')).toEqual([]);
    expect(rest.map(({ role }) => role)).toEqual(expect.arrayContaining(['minimize', 'zoom', 'front']));
  });

  it.each(['linux', 'darwin'])('on %s every request that the menu has is sent, with its shortcut', (platform) => {
    const command = vi.fn();
    const items = itemsOf(menuTemplate(optionsOn(platform, { command })));
    const own = items.filter(({ id }) => appCommands.some((name) => name === id));
    expect(new Set(own.map(({ id }) => id))).toEqual(new Set(appCommands));
    expect(own).toHaveLength(appCommands.length);
    for (const { id, accelerator, click } of own) {
      const name = appCommands.find((one) => one === id);
      expect(accelerator ?? null).toBe(name === undefined ? undefined : commandShortcuts[name]);
      click?.({} as never, undefined, {});
      expect(command).toHaveBeenLastCalledWith(id);
    }
    expect(accelerators(items)).toContain('CommandOrControl+,');
  });

  it('gives each shortcut to one item only, and the views Ctrl+1 to Ctrl+8', () => {
    const all = accelerators(itemsOf(menuTemplate(optionsOn('linux', { packaged: false }))));
    expect(new Set(all).size).toBe(all.length);
    expect(menuViews.map((view) => commandShortcuts[view])).toEqual(
      menuViews.map((_, index) => `CommandOrControl+${index + 1}`),
    );
  });

  it('has developer tools only in a program that is not packaged', () => {
    const has = (packaged: boolean) =>
      itemsOf(menuTemplate(optionsOn('linux', { packaged }))).some(({ role }) => role === 'toggleDevTools');
    expect([has(true), has(false)]).toEqual([false, true]);
  });

  it.each(locales)('is written in the language of the windows: %s', (locale) => {
    const t = createTranslator(locale);
    for (const one of itemsOf(menuTemplate(optionsOn('darwin', { t })))) {
      expect(one.type === 'separator' || (one.label ?? '') !== '').toBe(true);
    }
  });
});
