import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';

/** Sets the menu: what the system expects, and no developer tools in a packaged program. */
export function setAppMenu(t: Translate, packaged: boolean, window: () => BrowserWindow | null): void {
  const zoom = (change: (level: number) => number) => (): void => {
    const contents = window()?.webContents;
    contents?.setZoomLevel(Math.min(5, Math.max(-3, change(contents.getZoomLevel()))));
  };
  const view: MenuItemConstructorOptions[] = [
    { label: t('menu.zoomIn'), accelerator: 'CommandOrControl+Plus', click: zoom((level) => level + 0.5) },
    { label: t('menu.zoomOut'), accelerator: 'CommandOrControl+-', click: zoom((level) => level - 0.5) },
    { label: t('menu.actualSize'), accelerator: 'CommandOrControl+0', click: zoom(() => 0) },
    { type: 'separator' },
    { role: 'togglefullscreen', label: t('menu.fullScreen') },
  ];
  if (!packaged) view.push({ type: 'separator' }, { role: 'toggleDevTools', label: t('menu.developerTools') });
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { label: t('menu.file'), submenu: [{ role: 'quit', label: t('menu.quit') }] },
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'undo', label: t('menu.undo') },
        { role: 'redo', label: t('menu.redo') },
        { type: 'separator' },
        { role: 'cut', label: t('menu.cut') },
        { role: 'copy', label: t('menu.copy') },
        { role: 'paste', label: t('menu.paste') },
        { role: 'selectAll', label: t('menu.selectAll') },
      ],
    },
    { label: t('menu.view'), submenu: view },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
