import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './paths.mjs';
import { runNpm } from './run.mjs';
import { say } from './say.mjs';

const common = ['src-shared', 'src-main', 'src-virtual-key', 'catalogue', 'package.json', 'package-lock.json'];

/** Sources of each part that `npm run build:PART` builds, and files that exist once it is built. */
const parts = {
  demo: {
    name: 'the demonstration',
    sources: common,
    results: ['out/demo/inventory-en.json', 'out/demo/inventory-ja.json'],
  },
  licences: {
    name: 'the list of licences',
    sources: ['scripts/licences.mjs', 'scripts/lib/shipped-licences.mjs', 'package.json', 'package-lock.json'],
    results: ['out/licences.json'],
  },
  window: {
    name: 'the window',
    sources: [...common, 'src-preload', 'src-renderer', 'electron.config.ts'],
    results: ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'],
  },
  components: {
    name: 'the page of components',
    sources: ['src-shared', 'src-renderer', 'test/component', 'package.json', 'package-lock.json'],
    results: ['out/preview/components.html'],
  },
  cli: {
    name: 'the command line',
    sources: [...common, 'src-cli', 'vite.cli.config.ts'],
    results: ['out/cli/sparekey.js'],
  },
};

/**
 * Builds the parts of which a source was changed after they were built, and the demonstration and the licences that they need; says nothing
 * when there is nothing to do.
 * @param {readonly ('window' | 'components' | 'cli')[]} wanted
 */
export async function ensureBuilt(wanted) {
  for (const part of /** @type {const} */ (['demo', 'licences', ...wanted])) {
    const { name, sources, results } = parts[part];
    if (isUpToDate(results.map(fromRoot), sources.map(fromRoot))) continue;
    say(`building ${name} ...`);
    const status = await runNpm(['run', '--silent', `build:${part}`], { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`the build ended with status ${status}; its message is above.`);
  }
}

/**
 * Checks whether every result is there and was written after the last change of any source.
 * @param {readonly string[]} results files
 * @param {readonly string[]} sources files and folders
 */
export function isUpToDate(results, sources) {
  if (!results.every((file) => existsSync(file))) return false;
  return Math.min(...results.map(changedAt)) > Math.max(...sources.map(lastChange));
}

/**
 * Returns when a file was changed last; of a folder, when anything in it was changed, added or removed.
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(changedAt(path), ...readdirSync(path).map((name) => lastChange(join(path, name))));
}

/** @param {string} path */
function fromRoot(path) {
  return inProject(path);
}

/** @param {string} path */
function changedAt(path) {
  return statSync(path).mtimeMs;
}
