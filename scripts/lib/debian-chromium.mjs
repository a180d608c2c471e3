import * as fs from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { capture, run } from './run.mjs';
import { say } from './say.mjs';

// A Chromium of the same major version as that of the pinned Electron, from Debian 12: what the window looks like in its engine is tried there
// where Electron itself cannot be had. Only unpacked, never installed. Debian replaces each version by the next security update, so the newest of
// this major version is taken; apt checks it against Debian's signed index.
const majorVersion = 156;
const packages = ['chromium', 'chromium-common'];
/** Libraries that it needs beside those of the window tests. */
const libraries = [
  'libopenh264-7',
  'libdouble-conversion3',
  'libharfbuzz-subset0',
  'libpulse0',
  'libflac12',
  'libxnvctrl0',
  'libminizip1',
  'libsndfile1',
  'libasyncns0',
  'libogg0',
  'libvorbis0a',
  'libvorbisenc2',
  'libopus0',
  'libmpg123-0',
  'libmp3lame0',
  'libjpeg62-turbo',
  'liblcms2-2',
  'libopenjp2-7',
  'libdav1d6',
  'libevent-2.1-7',
  'libjsoncpp25',
  'libwoff1',
  'libxslt1.1',
];
const folder = join(cacheFolder, 'chromium');

/**
 * @typedef {{ executable: string, libraries: string }} DebianChromium
 */

/**
 * Creates the unpacked Chromium unless it is there already.
 * @returns {Promise<DebianChromium | { reason: string }>} the program and the path of its libraries, or why it cannot be had here
 */
async function ensureDebianChromium() {
  const library = join(folder, 'usr', 'lib', 'x86_64-linux-gnu');
  const chromium = {
    executable: join(folder, 'usr', 'lib', 'chromium', 'chromium'),
    libraries: `${library}:${join(library, 'pulseaudio')}`,
  };
  const stamp = join(folder, 'version');
  if (fs.existsSync(stamp) && isWanted(fs.readFileSync(stamp, 'utf8'))) return chromium;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !fs.existsSync('/usr/bin/apt-get')) {
    return {
      reason: `Debian's Chromium runs on linux-x64 with apt-get only, not on ${process.platform}-${process.arch}`,
    };
  }
  const version = await offeredVersion();
  if (version === null) return { reason: `Debian does not offer Chromium ${majorVersion} here (apt-cache madison)` };
  say(`fetching Chromium ${version} from Debian (about 115 MB) ...`);
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(join(cacheFolder, 'chromium-work-'));
  try {
    const reason = await fetchPackages(work, version);
    if (reason !== null) return { reason };
    const root = join(work, 'root');
    for (const file of fs.readdirSync(work).filter((name) => name.endsWith('.deb'))) {
      const status = await run('dpkg-deb', ['-x', join(work, file), root], { stdio: ['ignore', 2, 2] });
      if (status !== 0) return { reason: `${file} cannot be unpacked (status ${status})` };
    }
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(root, folder);
    // A library that this machine lacks shows here, not as a test that fails.
    await capture(chromium.executable, ['--version'], { env: { LD_LIBRARY_PATH: chromium.libraries } });
    fs.writeFileSync(stamp, version);
    return chromium;
  } catch (error) {
    return { reason: String(error) };
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {string} version */
function isWanted(version) {
  return version.startsWith(`${majorVersion}.`);
}

/**
 * Returns the newest version of the major version that Debian offers here; null where there is none.
 * @returns {Promise<string | null>}
 */
async function offeredVersion() {
  // The lists of a fresh machine are empty or old; only root may renew them.
  if (process.getuid?.() === 0) await run('apt-get', ['update', '-q'], { stdio: ['ignore', 2, 2] });
  return newestVersion(await capture('apt-cache', ['madison', 'chromium']));
}

/**
 * Returns the first wanted version in what `apt-cache madison` prints, which is the newest: "chromium | 156.0.1-1 | http://... Packages" in each line.
 * @param {string} offered
 * @returns {string | null}
 */
export function newestVersion(offered) {
  const versions = offered.split('\n').map((line) => line.split('|')[1]?.trim() ?? '');
  return versions.find(isWanted) ?? null;
}

/**
 * Fetches all packages into a folder.
 * @param {string} work
 * @param {string} version
 * @returns {Promise<string | null>} why they cannot be had
 */
async function fetchPackages(work, version) {
  const pinned = packages.map((name) => `${name}=${version}`);
  if ((await download(work, pinned)) !== 0)
    return `Chromium ${version} cannot be fetched from Debian (apt-get download)`;
  for (const library of libraries) {
    // One that a later Debian names otherwise may be installed already: the program says what it lacks.
    if ((await download(work, [library])) !== 0) say(`  ${library} is not offered here.`);
  }
  return null;
}

/**
 * @param {string} cwd
 * @param {readonly string[]} names
 */
function download(cwd, names) {
  return run('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', ...names], {
    cwd,
    stdio: ['ignore', 'ignore', 2],
  });
}

/**
 * Returns what the window tests are told of it: where it is, or why it is not there, which is printed.
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function chromiumEnvironment() {
  const found = await ensureDebianChromium();
  if ('reason' in found) {
    say(`the window is not tried in Chromium: ${found.reason}.`);
    return { SPAREKEY_CHROMIUM_MISSING: found.reason };
  }
  return { SPAREKEY_CHROMIUM: found.executable, SPAREKEY_CHROMIUM_LIBRARIES: found.libraries };
}
