import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitStatus, toolEnvironment } from '../../../scripts/lib/run.mjs';
import { ensureImage } from './image.mjs';

/**
 * @typedef {object} MachineOptions
 * @property {number} limitSeconds the machine is switched off after this long; the status is then 124
 * @property {Record<string, string>} [env] for the program
 * @property {string} [cwd]
 * @property {(chunk: string) => void} [onOutput] gets standard output as well
 */

/**
 * @typedef {object} MachineResult
 * @property {number} status of the program; 124 too late, 125 the machine died
 * @property {number} bootSeconds until the program was started, by the guest's clock
 * @property {number} seconds in all
 */

/**
 * Starts the lab machine, runs one program in it as root, and returns its exit status. The program sees the host's whole file system at the
 * same paths, read-only under a scratch layer; its output and errors become ours; it has no input and no network. Always emulated (TCG): a
 * /dev/kvm that opens and then hangs is worse than none.
 * @param {readonly string[]} command
 * @param {MachineOptions} options
 * @returns {Promise<MachineResult>}
 */
export async function runInMachine(command, options) {
  const image = await ensureImage();
  const job = fs.mkdtempSync(join(tmpdir(), 'sparekey-lab-'));
  const started = Date.now();
  try {
    fs.writeFileSync(join(job, 'run.sh'), jobScript(command, options));
    const machine = spawn('qemu-system-x86_64', machineArguments(image, job), {
      // 3 and 4 are the guest's output and errors.
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    const ended = await watchMachine(machine, options);
    const read = (/** @type {string} */ name) => {
      const path = join(job, name);
      return fs.existsSync(path) ? fs.readFileSync(path, 'utf8').trim() : '';
    };
    const status = ended.late ? 124 : read('status') === '' ? 125 : Number(read('status'));
    if (status === 125) {
      process.stderr.write(`The lab machine died (${ended.status}) before the program ended. ${ended.complaint}\n`);
      process.stderr.write(`${read('console').split('\n').slice(-20).join('\n')}\n`);
    }
    if (status === 124) process.stderr.write(`The lab machine was switched off after ${options.limitSeconds} s.\n`);
    return { status, bootSeconds: Number(read('ready-after')), seconds: (Date.now() - started) / 1000 };
  } finally {
    fs.rmSync(job, { recursive: true, force: true });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} machine
 * @param {MachineOptions} options
 * @returns {Promise<{ late: boolean, status: number, complaint: string }>}
 */
function watchMachine(machine, options) {
  return new Promise((resolve, reject) => {
    let late = false;
    let complaint = '';
    const kill = () => machine.kill('SIGKILL');
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, options.limitSeconds * 1000);
    const interrupted = (/** @type {NodeJS.Signals} */ signal) => {
      kill();
      process.exitCode = exitStatus(null, signal);
    };
    process.once('exit', kill);
    process.once('SIGINT', interrupted);
    process.once('SIGTERM', interrupted);
    const stream = (/** @type {number} */ index) =>
      /** @type {import('node:stream').Readable} */ (machine.stdio[index]);
    stream(2)
      .setEncoding('utf8')
      .on('data', (text) => (complaint += text));
    stream(3)
      .setEncoding('utf8')
      .on('data', (text) => {
        process.stdout.write(text);
        options.onOutput?.(text);
      });
    stream(4)
      .setEncoding('utf8')
      .on('data', (text) => process.stderr.write(text));
    const finish = () => {
      clearTimeout(timer);
      process.off('exit', kill);
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
    };
    machine.once('error', (error) => {
      finish();
      reject(new Error(`QEMU cannot be started (Debian package qemu-system-x86): ${error.message}`));
    });
    machine.once('close', (code, signal) => {
      finish();
      resolve({ late, status: exitStatus(code, signal), complaint });
    });
  });
}

/**
 * @param {import('./image.mjs').LabImage} image
 * @param {string} job
 */
function machineArguments(image, job) {
  const share = (/** @type {string} */ path, /** @type {string} */ tag, /** @type {string} */ more) =>
    `local,path=${path.replaceAll(',', ',,')},mount_tag=${tag},security_model=none,multidevs=remap${more}`;
  return [
    // A processor with what Node needs and not much more: every extension is emulated. One thread for both processors:
    // with thread=multi 12 of 205 starts of Node 24 ended in a crash inside V8 (QEMU 7.2), with thread=single none of 60,
    // and it is no slower.
    ...['-machine', 'q35', '-cpu', 'Nehalem', '-accel', 'tcg,thread=single', '-smp', '2', '-m', '3072'],
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none'],
    ...['-kernel', image.kernel, '-initrd', image.initrd],
    ...['-append', 'console=ttyS0 quiet panic=-1 mitigations=off nokaslr tsc=reliable random.trust_cpu=on'],
    ...['-device', 'virtio-rng-pci', '-serial', `file:${join(job, 'console')}`],
    ...['-virtfs', share('/', 'host', ',readonly=on'), '-virtfs', share(job, 'job', '')],
    ...['-device', 'virtio-serial-pci'],
    ...['-chardev', 'socket,id=output,fd=3', '-device', 'virtserialport,chardev=output,name=output'],
    ...['-chardev', 'socket,id=errors,fd=4', '-device', 'virtserialport,chardev=errors,name=errors'],
  ];
}

/**
 * @param {readonly string[]} command
 * @param {MachineOptions} options
 */
function jobScript(command, options) {
  const path = toolEnvironment()['PATH'] ?? '';
  const environment = { PATH: path, HOME: '/root', LANG: 'C.UTF-8', ...options.env };
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}=${quote(value)}`);
  return [
    ...exports,
    `cd ${quote(options.cwd ?? process.cwd())} || exit 126`,
    `exec ${command.map(quote).join(' ')}`,
    '',
  ].join('\n');
}

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
