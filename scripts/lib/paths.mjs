import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Downloads, stamps and remembered answers; may be deleted at any time. */
export const cacheFolder = join(projectRoot, '.cache');
export const packagesFolder = join(projectRoot, 'node_modules');
export const binFolder = join(packagesFolder, '.bin');

/** Finds the Node 24 that the lock file brings along; null before the packages are installed. */
export function bundledNode() {
  const path = join(packagesFolder, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : null;
}

/**
 * Resolves a file inside the project.
 * @param {...string} parts
 */
export function inProject(...parts) {
  return join(projectRoot, ...parts);
}
