import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cacheFolder, inProject } from '../../../scripts/lib/paths.mjs';
import { capture, run } from '../../../scripts/lib/run.mjs';
import { say } from '../../../scripts/lib/say.mjs';
import { cpioArchive } from './cpio.mjs';
import { unpackKernel } from './kernel-image.mjs';

/**
 * Modules that the guest loads, each after what it depends on. virtio and 9p: the host's files; overlay: the scratch
 * layer over them; hid, uhid: the virtual keys; the last row: a pretended USB bus on which Linux itself plays a HID device.
 * @type {readonly (readonly [name: string, arguments_: string])[]}
 */
const modules = [
  ...['virtio_pci', 'virtio_console', 'virtio-rng', '9pnet_virtio', '9p', 'overlay'].map(
    (name) => /** @type {const} */ ([name, '']),
  ),
  ...['hid', 'hid-generic', 'uhid', 'usbhid'].map((name) => /** @type {const} */ ([name, ''])),
  ...['configfs', 'libcomposite', 'usb_f_hid'].map((name) => /** @type {const} */ ([name, ''])),
  ['dummy_hcd', 'num=4'],
];
const folder = join(cacheFolder, 'lab');

/**
 * @typedef {object} LabImage
 * @property {string} kernel uncompressed, so that QEMU enters it directly and does not emulate the decompressor
 * @property {string} initrd
 * @property {string} version of the kernel
 */

/**
 * Creates kernel and initramfs of the lab machine unless they are there: Debian's own packages, downloaded with apt-get and only unpacked,
 * never installed.
 * @returns {Promise<LabImage>}
 */
export async function ensureImage() {
  fs.mkdirSync(join(folder, 'packages'), { recursive: true });
  const stampFile = join(folder, 'stamp.json');
  const recipe = recipeDigest();
  if (fs.existsSync(stampFile)) {
    const stamp = JSON.parse(fs.readFileSync(stampFile, 'utf8'));
    if (stamp.recipe === recipe && fs.existsSync(stamp.image.kernel) && fs.existsSync(stamp.image.initrd))
      return stamp.image;
  }
  say('building the lab machine from Debian packages (kernel and busybox are downloaded, not installed) ...');
  const version = await kernelVersion();
  const kernelTree = await unpacked(`linux-image-${version}`);
  const busybox = join(await unpacked('busybox-static'), 'bin', 'busybox');
  const image = {
    kernel: join(folder, `vmlinux-${version}`),
    initrd: join(folder, `initrd-${version}.gz`),
    version,
  };
  unpackKernel(join(kernelTree, 'boot', `vmlinuz-${version}`), image.kernel);
  const initrd = initramfs({ busybox, moduleFolder: await moduleFolder(kernelTree, version, busybox) });
  fs.writeFileSync(image.initrd, gzipSync(initrd, { level: 1 }));
  fs.writeFileSync(stampFile, JSON.stringify({ recipe, image }));
  return image;
}

/** Hashes what the image is made of besides Debian's packages. */
function recipeDigest() {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(inProject('test', 'hidraw', 'lab')).sort()) {
    if (name !== 'machine.mjs') hash.update(name).update(fs.readFileSync(inProject('test', 'hidraw', 'lab', name)));
  }
  return hash.digest('hex');
}

async function kernelVersion() {
  // The cloud flavour has no 9p and no USB gadget: the plain one is needed.
  const ask = async () =>
    /Depends: linux-image-(\S+)/.exec(
      await capture('apt-cache', ['depends', 'linux-image-amd64']).catch(() => ''),
    )?.[1];
  const version = await ask();
  if (version !== undefined) return version;
  if (process.getuid?.() === 0) await run('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2] });
  const again = await ask();
  if (again === undefined)
    throw new Error('the package lists name no linux-image-amd64: run "apt-get update" (Debian on amd64 is needed)');
  return again;
}

/**
 * Downloads a Debian package once and unpacks it.
 * @param {string} name
 * @returns {Promise<string>} folder with its files
 */
async function unpacked(name) {
  const packages = join(folder, 'packages');
  const find = () => fs.readdirSync(packages).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (find() === undefined) {
    const status = await run('apt-get', ['-q', 'download', name], { cwd: packages, stdio: ['ignore', 2, 2] });
    if (status !== 0 || find() === undefined) throw new Error(`"apt-get download ${name}" ended with status ${status}`);
  }
  const target = join(folder, 'unpacked', name);
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target, { recursive: true });
  await capture('dpkg-deb', ['-x', join(packages, find() ?? ''), target]);
  return target;
}

/**
 * @param {string} kernelTree
 * @param {string} version
 * @param {string} busybox
 */
async function moduleFolder(kernelTree, version, busybox) {
  const path = join(kernelTree, 'lib', 'modules', version);
  if (!fs.existsSync(join(path, 'modules.dep'))) await capture(busybox, ['depmod', '-b', kernelTree, version]);
  return path;
}

/**
 * @param {{ busybox: string, moduleFolder: string }} parts
 * @returns {Buffer} cpio archive
 */
function initramfs({ busybox, moduleFolder: modulesPath }) {
  const files = [
    { path: 'bin/busybox', mode: 0o755, content: fs.readFileSync(busybox) },
    { path: 'init', mode: 0o755, content: fs.readFileSync(inProject('test', 'hidraw', 'lab', 'guest-init.sh')) },
    {
      path: 'guest-main.sh',
      mode: 0o755,
      content: fs.readFileSync(inProject('test', 'hidraw', 'lab', 'guest-main.sh')),
    },
  ];
  const order = [];
  for (const { file, arguments_ } of loadOrder(modulesPath)) {
    files.push({ path: `modules/${basename(file)}`, mode: 0o644, content: fs.readFileSync(join(modulesPath, file)) });
    order.push(`${basename(file)} ${arguments_}`.trim());
  }
  files.push({ path: 'modules/order', mode: 0o644, content: Buffer.from(`${order.join('\n')}\n`) });
  const folders = ['bin', 'modules', 'proc', 'sys', 'dev', 'host', 'scratch', 'root'];
  return cpioArchive(folders, files);
}

/**
 * Determines the module files to load, dependencies first.
 * @param {string} modulesPath
 * @returns {{ file: string, arguments_: string }[]}
 */
function loadOrder(modulesPath) {
  /** @type {Map<string, { file: string, needs: string[] }>} */
  const known = new Map();
  for (const line of fs.readFileSync(join(modulesPath, 'modules.dep'), 'utf8').split('\n')) {
    const [file, needs = ''] = line.split(':');
    if (file !== undefined && file !== '')
      known.set(moduleName(file), { file, needs: needs.trim().split(' ').filter(Boolean) });
  }
  const builtIn = new Set(fs.readFileSync(join(modulesPath, 'modules.builtin'), 'utf8').split('\n').map(moduleName));
  const order = new Map();
  /** @param {string} name @param {string} arguments_ */
  const add = (name, arguments_) => {
    if (order.has(name) || builtIn.has(name)) return;
    const found = known.get(name);
    if (found === undefined) throw new Error(`the kernel has no module ${name}`);
    for (const need of found.needs) add(moduleName(need), '');
    order.set(name, { file: found.file, arguments_ });
  };
  for (const [name, arguments_] of modules) add(moduleName(name), arguments_);
  return [...order.values()];
}

/**
 * Normalises the name of a module: "-" and "_" are alike, as for the kernel.
 * @param {string} path
 */
function moduleName(path) {
  return basename(path)
    .replace(/\.ko(\.\w+)?$/, '')
    .replaceAll('-', '_');
}
