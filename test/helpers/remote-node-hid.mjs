// Loaded into a child process by --import: node-hid is remote-hid.mjs there.
import { registerHooks } from 'node:module';
// Loaded at once: the command line asks what system it is on before it loads node-hid.
import './remote-hid.mjs';

const url = new URL('remote-hid.mjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node-hid' ? { url, format: 'module', shortCircuit: true } : next(specifier, context),
});
