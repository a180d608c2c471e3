import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './paths.mjs';

/** @typedef {{ readonly name: string, readonly version: string, readonly licence: string, readonly text: string }} Licence */

/**
 * Lists the packages that are shipped, with their licences: those that npm installs without the ones for development, and Electron, on
 * which everything runs. From the lock file and the files of the packages themselves; packages of other systems are not installed.
 * @returns {readonly Licence[]}
 */
export function shippedLicences() {
  const lock = readJson(inProject('package-lock.json'));
  const places = Object.entries(/** @type {Record<string, LockedPackage>} */ (lock.packages))
    .filter(([place, one]) => place !== '' && (place === 'node_modules/electron' || one.dev !== true))
    .map(([place]) => inProject(place))
    // Types alone hold no code that runs.
    .filter((folder) => !folder.includes('/@types/') && existsSync(join(folder, 'package.json')));
  /** @type {Map<string, Licence>} */
  const found = new Map();
  for (const folder of places) {
    const { name, version, license } = readJson(join(folder, 'package.json'));
    found.set(`${name} ${version}`, { name, version, licence: license ?? '', text: licenceText(folder) });
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0));
}

/** @typedef {{ readonly dev?: boolean }} LockedPackage */

/** @param {string} folder */
function licenceText(folder) {
  return readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[-._].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
