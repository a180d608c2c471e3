import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';

/**
 * Lists the files of code and the style sheets below a folder.
 * @param {string} folder
 * @returns {string[]} paths from the project root, with "/"
 */
export function sourcesBelow(folder) {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sourcesBelow(path);
    return /\.(ts|tsx|mts|mjs|js|css)$/.test(entry.name) ? [path] : [];
  });
}
