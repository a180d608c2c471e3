import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, inProject, packagesFolder, projectRoot } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** Sources and configuration of each part, and a file that exists once it is built. */
const parts = {
  window: {
    sources: [
      'src-shared',
      'src-main',
      'src-virtual-key',
      'src-preload',
      'src-renderer',
      'catalog',
      'electron.config.ts',
    ],
    tool: ['electron-vite', 'bin/electron-vite.js', 'build', '--config', 'electron.config.ts'],
    results: ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'],
  },
  cli: {
    sources: ['src-shared', 'src-main', 'src-virtual-key', 'src-cli', 'catalog', 'vite.cli.config.ts'],
    tool: ['vite', 'bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
    results: ['out/cli/sparekey.js'],
  },
};

/** @typedef {keyof typeof parts} BuildPart */

/**
 * Builds the parts whose sources differ from what they were last built from; silent when nothing is to be done.
 * @param {readonly BuildPart[]} wanted
 */
export async function ensureBuilt(wanted) {
  for (const part of wanted) {
    if (isCurrent(part)) continue;
    await withBuildLock(async () => {
      if (!isCurrent(part)) await build(part);
    });
  }
}

/** @param {BuildPart} part */
async function build(part) {
  const { tool } = parts[part];
  const [packageName = '', script = '', ...args] = tool;
  const digest = sourceDigest(part);
  say(`building the ${part === 'cli' ? 'command line' : 'window'} (its sources changed) ...`);
  const status = await run('node', [join(packagesFolder, packageName, script), ...args], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`the build ended with status ${status}; its message is above.`);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(stampFile(part), `${digest}\n`);
}

/** @param {BuildPart} part */
function isCurrent(part) {
  const stamp = stampFile(part);
  if (!existsSync(stamp) || !parts[part].results.every((file) => existsSync(inProject(file)))) return false;
  return readFileSync(stamp, 'utf8').trim() === sourceDigest(part);
}

/** @param {BuildPart} part */
function stampFile(part) {
  return join(cacheFolder, `built-${part}`);
}

/**
 * Hashes names and contents of every source file of a part, and the locked packages.
 * @param {BuildPart} part
 */
function sourceDigest(part) {
  const hash = createHash('sha256');
  for (const source of [...parts[part].sources, 'package.json', 'package-lock.json', 'tsconfig.json']) {
    for (const file of filesBelow(inProject(source))) {
      hash
        .update(`${file.slice(projectRoot.length)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} every file at or below it, sorted
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/**
 * Ensures that one process builds at a time (several command lines may start at once). The lock of a process that is gone is taken over.
 * @param {() => Promise<void>} action
 */
async function withBuildLock(action) {
  const lock = join(cacheFolder, 'build.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      if (!ownerLives(lock)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await action();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function ownerLives(lock) {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    if (!Number.isInteger(owner) || owner <= 0) return Date.now() - statSync(lock).mtimeMs < 2_000;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
