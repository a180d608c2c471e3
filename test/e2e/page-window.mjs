// Shows the page at the address SPAREKEY_PAGE in a window of the test's Electron: nothing of Sparekey's own main process.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  void window.loadURL(process.env['SPAREKEY_PAGE'] ?? '');
});
