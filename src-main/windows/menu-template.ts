import type { MenuItemConstructorOptions } from 'electron';
import { type AppCommand, commandShortcuts, menuViews } from '../../src-shared/domain/app-command.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';

export interface MenuOptions {
  readonly t: Translate;
  readonly platform: string;
  readonly packaged: boolean;
  /** Requests something of the window. */
  readonly command: (command: AppCommand) => void;
  readonly zoom: (change: 'in' | 'out' | 'actual') => void;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/**
 * Returns the menu of the program as the system expects it: on macOS what concerns the program stands under its name, elsewhere under
 * File and Help. No developer tools in a packaged program.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { t, platform } = options;
  const isMac = platform === 'darwin';
  const menu = (label: string, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label,
    submenu,
  });
  return [
    ...(isMac ? [menu(t('app.name'), programItems(options))] : []),
    menu(t('menu.file'), fileItems(options, isMac)),
    menu(t('menu.edit'), [
      ...editItems(t),
      separator,
      item(options, 'find', t('menu.find')),
      item(options, 'palette', t('menu.palette')),
    ]),
    menu(t('menu.view'), viewItems(options)),
    { ...menu(t('menu.window'), windowItems(options, isMac)), role: 'window' },
    { ...menu(t('menu.help'), helpItems(options, isMac)), role: 'help' },
  ];
}

/** Returns what is done with text; each item is live where it is possible. */
export function editItems(t: Translate): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: t('menu.undo') },
    { role: 'redo', label: t('menu.redo') },
    separator,
    { role: 'cut', label: t('menu.cut') },
    { role: 'copy', label: t('menu.copy') },
    { role: 'paste', label: t('menu.paste') },
    { role: 'selectAll', label: t('menu.selectAll') },
  ];
}

function item({ command }: MenuOptions, name: AppCommand, label: string): MenuItemConstructorOptions {
  const accelerator = commandShortcuts[name];
  return { id: name, label, click: () => command(name), ...(accelerator === null ? {} : { accelerator }) };
}

function settingsItem(options: MenuOptions): MenuItemConstructorOptions {
  return {
    label: options.t('menu.settings'),
    accelerator: 'CommandOrControl+,',
    click: () => options.command('settings'),
  };
}

function programItems(options: MenuOptions): MenuItemConstructorOptions[] {
  const { t } = options;
  return [
    item(options, 'about', t('menu.about')),
    separator,
    settingsItem(options),
    separator,
    { role: 'services', label: t('menu.services') },
    separator,
    { role: 'hide', label: t('menu.hide') },
    { role: 'hideOthers', label: t('menu.hideOthers') },
    { role: 'unhide', label: t('menu.unhide') },
    separator,
    { role: 'quit', label: t('menu.quit-mac') },
  ];
}

function fileItems(options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const { t } = options;
  return [
    item(options, 'import', t('menu.import')),
    item(options, 'export', t('menu.export')),
    separator,
    item(options, 'print', t('menu.print')),
    item(options, 'save-picture', t('menu.save-picture')),
    ...(isMac ? [] : [separator, settingsItem(options), separator, { role: 'quit' as const, label: t('menu.quit') }]),
  ];
}

function viewItems(options: MenuOptions): MenuItemConstructorOptions[] {
  const { t, zoom } = options;
  return [
    ...menuViews.map((view) => item(options, view, t(`window.nav.${view}`))),
    separator,
    { label: t('menu.zoomIn'), accelerator: 'CommandOrControl+Plus', click: () => zoom('in') },
    { label: t('menu.zoomOut'), accelerator: 'CommandOrControl+-', click: () => zoom('out') },
    { label: t('menu.actualSize'), accelerator: 'CommandOrControl+0', click: () => zoom('actual') },
    separator,
    { role: 'togglefullscreen', label: t('menu.fullScreen') },
    ...(options.packaged ? [] : [separator, { role: 'toggleDevTools' as const, label: t('menu.developerTools') }]),
  ];
}

function windowItems({ t }: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    { role: 'minimize', label: t('menu.minimise') },
    ...(isMac ? [{ role: 'zoom' as const, label: t('menu.zoom-mac') }] : []),
    { role: 'close', label: t('menu.close') },
    ...(isMac ? [separator, { role: 'front' as const, label: t('menu.front') }] : []),
  ];
}

function helpItems(options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const { t } = options;
  return [
    item(options, 'guide', t('menu.guide')),
    item(options, 'shortcuts', t('menu.shortcuts')),
    ...(isMac ? [] : [separator, item(options, 'about', t('menu.about'))]),
  ];
}
