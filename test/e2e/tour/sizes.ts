import { eventually, type Running } from '../harness.ts';

/** A size of the window's content in pixels of the screen, and the zoom. */
export interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

export const usualSize: Size = { name: '1280x800', width: 1280, height: 800, zoom: 1 };

/** Sizes that every state is looked at in; the last is the smallest that the window allows, but for the zoom. */
export const sizes: readonly Size[] = [
  usualSize,
  { name: '800x600', width: 800, height: 600, zoom: 1 },
  { name: '640x480', width: 640, height: 480, zoom: 1 },
  { name: '1280x800-200', width: 1280, height: 800, zoom: 2 },
];

/** Sets the size of the main window, and ends once all of it is drawn at that size. */
export async function resize({ app, window }: Running, size: Size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
    const main = BrowserWindow.getAllWindows().find((one) => one.getParentWindow() === null);
    main?.setContentSize(width, height);
    main?.webContents.setZoomFactor(zoom);
  }, size);
  await eventually(async () => {
    const { width, height } = await window.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const near = (found: number, wanted: number) => Math.abs(found - wanted / size.zoom) <= 2;
    return near(width, size.width) && near(height, size.height) ? true : null;
  });
  await drawn(window);
}

/**
 * Ends once the page is drawn: what follows a new width by an observer is drawn a frame later, and what the program puts off until there is
 * time (a search while somebody types) is done before the page is idle.
 */
export async function drawn(page: Running['window']): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => requestIdleCallback(resolve));
    }
  });
}
