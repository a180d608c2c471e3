import { existsSync, readFileSync } from 'node:fs';
import { bundledNode, inProject } from './paths.mjs';
import { runNpm } from './run.mjs';
import { say } from './say.mjs';

/**
 * Installs the packages of package-lock.json when they are missing or differ from it. Does nothing and says nothing
 * when they are there. Throws when npm fails.
 */
export async function ensureDependencies() {
  requireNodeVersion();
  const reason = whyInstall();
  if (reason !== null) {
    say(`installing the packages of package-lock.json with "npm ci" (${reason}); about 430 MB, below a minute ...`);
    // Standard output of npm goes to standard error: the caller's output may be read by a program. Only errors are shown:
    // warnings that a package asks for a newer Node do not matter, since Node 24 is among the packages and runs them.
    const status = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] });
    if (status !== 0) throw new Error(`"npm ci" ended with status ${status}; its message is above.`);
  }
  if (bundledNode() === null && Number(process.versions.node.split('.')[0]) < 24) {
    say('fetching Node 24 for the tests and the build (package "node") ...');
    await runNpm(['rebuild', '--loglevel=error', 'node'], { stdio: ['ignore', 2, 2] });
    if (bundledNode() === null)
      throw new Error('Node 24 could not be installed: run "npm rebuild node" and read its message.');
  }
}

/** @returns {string | null} why the packages must be installed, in words; null when they are as the lock file says */
function whyInstall() {
  const installedFile = inProject('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'there are none yet';
  const wanted = packagesOf(readFileSync(inProject('package-lock.json'), 'utf8'));
  const installed = packagesOf(readFileSync(installedFile, 'utf8'));
  return differenceBetween(wanted, installed);
}

/**
 * Compares two lists of locked packages.
 * @param {Record<string, LockedPackage>} wanted by package-lock.json
 * @param {Record<string, LockedPackage>} installed by node_modules/.package-lock.json
 * @returns {string | null}
 */
export function differenceBetween(wanted, installed) {
  for (const [path, entry] of Object.entries(wanted)) {
    const found = installed[path];
    // Packages for other platforms are optional and rightly absent.
    if (found === undefined && (entry.optional === true || entry.devOptional === true)) continue;
    const name = path.replace(/^.*node_modules\//, '');
    if (found === undefined) return `${name} is missing`;
    if (found.version !== entry.version) return `${name} is ${found.version}, the lock file wants ${entry.version}`;
  }
  return null;
}

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * @param {string} text of a lock file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(text) {
  const { '': _root, ...packages } = JSON.parse(text).packages;
  return packages;
}

function requireNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Node 20.19 or newer is needed; this is Node ${process.versions.node}.`);
}
