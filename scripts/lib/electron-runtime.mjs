import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledNode, cacheFolder, packagesFolder } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { ensureTestRuntime, testRuntimeFolder, testRuntimeIsFor, testRuntimeVersion } from './test-runtime.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'test'} kind
 * @property {string} executable
 * @property {string} version
 */

const electronPackage = join(packagesFolder, 'electron');
const probeMs = 5_000;
const rememberDays = 7;
const answerFile = join(cacheFolder, 'electron-download.json');

/**
 * Finds the Electron to run: the official binary of the pinned version where it can be had, else the test runtime.
 * Where the official one is not here yet it is asked for (5 s at most; a "no" is remembered for 7 days).
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime() {
  const version = pinnedVersion();
  const here = officialExecutable(version);
  if (here !== null) return { kind: 'official', executable: here, version };
  const downloaded = await downloadOfficial(version);
  if (downloaded !== null) return { kind: 'official', executable: downloaded, version };
  if (!testRuntimeIsFor(process.platform, process.arch)) {
    throw new Error(
      `Electron ${version} cannot be downloaded here, and there is no test runtime for ${process.platform}-${process.arch}. ` +
        `Set ELECTRON_MIRROR to a mirror that can be reached, delete ${answerFile}, and try again.`,
    );
  }
  const executable = await ensureTestRuntime();
  say(`test runtime in use: Electron ${testRuntimeVersion} in ${testRuntimeFolder} (for tests and --demo).`);
  return { kind: 'test', executable, version: testRuntimeVersion };
}

/**
 * Reads the exactly pinned version from the installed package.
 * @returns {string}
 */
function pinnedVersion() {
  return JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} version
 * @returns {string | null} path of the downloaded official binary of that version
 */
function officialExecutable(version) {
  const versionFile = join(electronPackage, 'dist', 'version');
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(versionFile) || !existsSync(pathFile)) return null;
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== version) return null;
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/**
 * @param {string} version
 * @returns {Promise<string | null>}
 */
async function downloadOfficial(version) {
  const url = downloadUrl(version, process.env, process.platform, process.arch);
  const remembered = rememberedNo(url, new Date());
  if (remembered !== null) {
    say(
      `Electron ${version} could not be downloaded on ${remembered} (${answerFile} remembers; delete it to ask again).`,
    );
    return null;
  }
  say(`looking for Electron ${version} at ${new URL(url).host} (${probeMs / 1000} s at most) ...`);
  const problem = await probe(url);
  if (problem === null) {
    say(`downloading Electron ${version} ...`);
    const status = await run(bundledNode() ?? process.execPath, [join(electronPackage, 'install.js')], {
      stdio: ['ignore', 2, 2],
      timeoutMs: 15 * 60_000,
    });
    const executable = officialExecutable(version);
    if (status === 0 && executable !== null) return executable;
    say(`the download failed (status ${status}).`);
  } else {
    say(`Electron ${version} cannot be downloaded here: ${problem}.`);
  }
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(answerFile, `${JSON.stringify({ url, reachable: false, date: new Date().toISOString() })}\n`);
  return null;
}

/**
 * Returns the address of the file that the electron package's own installer would fetch, its mirror settings included.
 * @param {string} version
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} platform
 * @param {string} architecture
 */
export function downloadUrl(version, environment, platform, architecture) {
  const mirror =
    environment.npm_config_electron_mirror ??
    environment.ELECTRON_MIRROR ??
    'https://github.com/electron/electron/releases/download/';
  const folder = (
    environment.npm_config_electron_custom_dir ??
    environment.ELECTRON_CUSTOM_DIR ??
    'v{{ version }}'
  ).replace('{{ version }}', version);
  return `${mirror}${folder}/electron-v${version}-${platform}-${architecture}.zip`;
}

/**
 * @param {string} url
 * @param {Date} now
 * @returns {string | null} the date of a remembered "no" for this address
 */
function rememberedNo(url, now) {
  if (!existsSync(answerFile)) return null;
  try {
    const answer = JSON.parse(readFileSync(answerFile, 'utf8'));
    const age = now.getTime() - Date.parse(answer.date);
    if (answer.url !== url || answer.reachable !== false || !(age >= 0 && age < rememberDays * 86_400_000)) return null;
    return String(answer.date).slice(0, 10);
  } catch {
    // A damaged note is no answer: ask again.
    return null;
  }
}

/**
 * @param {string} url
 * @returns {Promise<string | null>} what stands in the way; null when the file is there
 */
async function probe(url) {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
    return response.ok ? null : `the server answered ${response.status}`;
  } catch (error) {
    const cause = /** @type {{ name?: string, cause?: { code?: string } }} */ (error);
    if (cause.name === 'TimeoutError') return `no answer within ${probeMs / 1000} s`;
    return cause.cause?.code ?? String(error);
  }
}
