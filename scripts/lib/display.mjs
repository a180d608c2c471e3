import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Display
 * @property {Record<string, string>} env DISPLAY and XAUTHORITY for programs that use it
 * @property {() => Promise<void>} stop
 */

/** Checks whether a window can be opened here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  return Boolean(x11) || Boolean(wayland);
}

/**
 * Starts a virtual display (Xvfb) on a free number, waits until it takes connections, and guards it with a cookie.
 * @param {{ width?: number, height?: number, readyWithinMs?: number }} [options]
 * @returns {Promise<Display>}
 */
export async function startDisplay({ width = 1600, height = 1200, readyWithinMs = 30_000 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sparekey-display-'));
  const authority = join(folder, 'authority');
  await writeFile(authority, authorityFile(randomBytes(16)), { mode: 0o600 });
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-auth', authority, '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  const ended = new Promise((resolve) => {
    server.once('exit', resolve);
    server.once('error', resolve);
  });
  const kill = () => server.kill('SIGTERM');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (server.pid !== undefined && server.exitCode === null) {
      kill();
      const hard = setTimeout(() => server.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(hard);
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const number = await displayNumber(server, readyWithinMs);
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Waits for the number that Xvfb writes to file descriptor 3 once it accepts connections.
 * @param {import('node:child_process').ChildProcess} server
 * @param {number} withinMs
 * @returns {Promise<string>}
 */
function displayNumber(server, withinMs) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Xvfb was not ready after ${withinMs} ms`)), withinMs);
    const fail = (/** @type {string} */ message) => {
      clearTimeout(timer);
      reject(new Error(message));
    };
    server.once('error', (error) => fail(`Xvfb cannot be started (Debian package xvfb): ${error.message}`));
    server.once('exit', (code) => fail(`Xvfb ended with status ${code}`));
    let text = '';
    const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    pipe.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      text += chunk;
      const match = /^(\d+)\n/.exec(text);
      if (match?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(match[1]);
    });
  });
}

/**
 * Arranges one entry of an X authority file that is valid for every address and display number (family FamilyWild, empty address and
 * number): the number is not known before the server has taken one.
 * @param {Buffer} cookie
 */
function authorityFile(cookie) {
  const counted = (/** @type {Buffer} */ bytes) =>
    Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length]), bytes]);
  const empty = counted(Buffer.alloc(0));
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    empty,
    empty,
    counted(Buffer.from('MIT-MAGIC-COOKIE-1')),
    counted(cookie),
  ]);
}
