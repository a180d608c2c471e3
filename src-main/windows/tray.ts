import { Menu, nativeImage, Tray } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';

export interface TrayOptions {
  readonly translate: () => Translate;
  readonly open: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** The sign of Sparekey in the tray, which is there only if a person switched it on. */
export interface TrayIcon {
  /** Shows or removes it, and writes its menu in the language of the windows. */
  set(on: boolean): void;
}

/** Creates the sign; it is not shown yet. */
export function createTrayIcon({ translate, open, lock, quit }: TrayOptions): TrayIcon {
  let tray: Tray | null = null;
  return {
    set: (on) => {
      if (!on) {
        tray?.destroy();
        tray = null;
        return;
      }
      if (tray === null) {
        tray = new Tray(trayImage());
        tray.on('click', open);
      }
      const t = translate();
      tray.setToolTip(t('app.name'));
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: t('tray.open'), click: open },
          { label: t('tray.lock'), click: lock },
          { type: 'separator' },
          { label: t('menu.quit-mac'), click: quit },
        ]),
      );
    },
  };
}

const side = 32;

/** Creates the mark of Sparekey, two keys: a disc and a ring, in a colour that shows on light and dark bars. */
function trayImage(): Electron.NativeImage {
  const pixels = Buffer.alloc(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const disc = Math.hypot(x - 10, y - 15.5);
      const ring = Math.abs(Math.hypot(x - 21, y - 15.5) - 7);
      const cover = Math.max(Math.min(1, 8 - disc), Math.min(1, 2 - ring));
      // Blue, green, red, opacity.
      if (cover > 0) pixels.set([0x8d, 0xa3, 0x2f, Math.round(cover * 255)], (y * side + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: side, height: side, scaleFactor: 2 });
}
