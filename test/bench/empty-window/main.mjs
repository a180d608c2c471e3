// An Electron window with nothing in it: what our own window is measured beside.
import { app, BrowserWindow } from 'electron';

app.once('ready', () => {
  const window = new BrowserWindow({ show: false, width: 1280, height: 800 });
  window.once('ready-to-show', () => window.show());
  void window.loadFile('index.html');
});
