// Loaded into a child process by --import: node-hid's calls do not return, each with a thread that the system holds (an open of a FIFO that
// nobody writes to). STUCK_CALL names the call, STUCK_FIFO the FIFO; a file beside it is made when the call begins. The process takes itself for
// macOS, where node-hid lists and opens.
import { open } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const { STUCK_CALL: stuckCall, STUCK_FIFO: fifo = '' } = process.env;
Object.defineProperty(process, 'platform', { value: 'darwin' });

const call = async (name, value) => {
  if (name !== stuckCall) return value;
  writeFileSync(`${fifo}.begun`, name);
  await open(fifo, 'r');
  return value;
};
const device = {
  on: () => undefined,
  read: () => call('read', undefined),
  write: (data) => call('write', data.length),
  close: () => call('close', undefined),
};
const key = { path: 'DevSrvsID:1', vendorId: 1, productId: 2, usagePage: 0xf1d0, usage: 1, product: 'Stuck key' };
globalThis.stuckNodeHid = {
  devicesAsync: () => call('list', [key]),
  HIDAsync: { open: () => call('open', device) },
};

const source =
  'export const { devicesAsync, HIDAsync } = globalThis.stuckNodeHid; export default globalThis.stuckNodeHid;';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node-hid'
      ? { url: 'stuck:node-hid', format: 'module', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'stuck:node-hid' ? { format: 'module', source, shortCircuit: true } : next(url, context),
});
