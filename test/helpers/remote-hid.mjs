// node-hid with one key, which lives in the process that listens on the socket REMOTE_HID; without a listener none is plugged in. Reports of 64
// bytes go both ways. The process takes itself for macOS, where node-hid lists and opens. What a scan of its memory must find is planted in it: a text and its hash.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';

const reportSize = 64;
Object.defineProperty(process, 'platform', { value: 'darwin' });

function openDevice() {
  const socket = connect(process.env.REMOTE_HID ?? '');
  const reports = [];
  let rest = Buffer.alloc(0);
  let arrived = () => undefined;
  let isGone = false;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isGone = true;
    arrived();
  });
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (; rest.length >= reportSize; rest = rest.subarray(reportSize))
      reports.push(Buffer.from(rest.subarray(0, reportSize)));
    arrived();
  });
  const wait = (timeoutMs) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      arrived = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    on: () => undefined,
    read: async (timeoutMs) => {
      if (reports.length === 0 && !isGone) await wait(timeoutMs);
      if (reports.length === 0 && isGone) throw new Error('could not read from HID device');
      return reports.shift();
    },
    // The report number goes first.
    write: (data) => new Promise((resolve) => void socket.write(data.subarray(1), () => resolve(data.length))),
    close: () => Promise.resolve(void socket.destroy()),
  };
}

const planted = Buffer.from(['planted', 'canary', '77120'].join('-'));
globalThis.planted = [planted, createHash('sha256').update(planted).digest().subarray(0, 16)];

const key = { path: 'DevSrvsID:1', vendorId: 0x1209, productId: 0x21, usagePage: 0xf1d0, usage: 1, product: 'Key' };
export const devicesAsync = () => Promise.resolve(existsSync(process.env.REMOTE_HID ?? '') ? [key] : []);
export const HIDAsync = { open: () => Promise.resolve(openDevice()) };
