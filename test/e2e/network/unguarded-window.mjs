// A page in a window without any of our guards, of the same scheme: what it tries has to arrive.
import { app, BrowserWindow, protocol } from 'electron';

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.once('ready', () => {
  protocol.handle('app', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
  // What the page loads over http is not refused for its scheme.
  const window = new BrowserWindow({ webPreferences: { allowRunningInsecureContent: true } });
  void window.loadURL('app://sparekey/index.html');
});
