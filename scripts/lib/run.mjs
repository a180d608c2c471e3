import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { binFolder, bundledNode, projectRoot } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [env] added to the tool environment
 * @property {string} [cwd]
 * @property {import('node:child_process').StdioOptions} [stdio] default: everything inherited
 * @property {number} [timeoutMs] the program is killed after this long; the status is then 124
 * @property {number[]} [alsoForward] signals to pass on; default SIGINT, SIGTERM and SIGHUP
 */

/**
 * Builds the environment for tools: the packages' programs (Node 24 among them) come first in PATH.
 * @param {Record<string, string | undefined>} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const node = bundledNode();
  const folders = [...(node === null ? [] : [dirname(node)]), binFolder, process.env[name] ?? ''];
  return { ...process.env, [name]: folders.join(delimiter), ...extra };
}

/**
 * Turns how a process ended into one exit status, as a shell does (128 + signal number).
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitStatus(code, signal) {
  /** @type {Partial<Record<NodeJS.Signals, number>>} */
  const numbers = constants.signals;
  if (signal !== null) return 128 + (numbers[signal] ?? 0);
  return code ?? 1;
}

/**
 * Runs a program with our standard streams, passes SIGINT, SIGTERM and SIGHUP on to it, and resolves to its exit status.
 * Rejects only when the program cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? projectRoot,
      env: toolEnvironment(options.env),
      stdio: options.stdio ?? 'inherit',
      windowsHide: true,
    });
    let late = false;
    const timer =
      options.timeoutMs === undefined
        ? null
        : setTimeout(() => {
            late = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);
    const stop = forwardSignals(child);
    const finish = () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
    child.on('error', (error) => {
      finish();
      reject(error);
    });
    child.on('close', (code, signal) => {
      finish();
      resolve(late ? 124 : exitStatus(code, signal));
    });
  });
}

/**
 * Runs a program and resolves to what it printed on standard output; rejects when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} [options]
 * @returns {Promise<string>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], {
      cwd: options.cwd ?? projectRoot,
      env: toolEnvironment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with status ${exitStatus(code, signal)}: ${errors.trim()}`));
    });
  });
}

/**
 * Runs npm itself, by the Node that runs it now (never by a binary inside node_modules, which npm may replace).
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNpm(args, options = {}) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && node !== undefined && script.endsWith('.js'))
    return run(node, [script, ...args], options);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...args], options);
  return run('npm', args, options);
}

/**
 * Passes termination signals on to a child; its end decides ours. Returns how to stop.
 * @param {import('node:child_process').ChildProcess} child
 */
function forwardSignals(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const listeners = signals.map((signal) => {
    // A terminal sends Ctrl-C to the whole foreground group: the child has it already, and a second one would
    // cut short a program that is cancelling a touch prompt in good order.
    const listener = () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => listeners.forEach((stop) => stop());
}
