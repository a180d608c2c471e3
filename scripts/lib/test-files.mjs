import { readdirSync, readFileSync } from 'node:fs';
import { inProject } from './paths.mjs';

/**
 * Lists the test files below a folder.
 * @param {string} folder from the project root
 * @returns {string[]} paths from the project root, with "/"
 */
export function testFiles(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

/**
 * Filters the test files whose own text has something.
 * @param {readonly string[]} paths from the project root
 * @param {(text: string) => boolean} has
 */
export function filesWith(paths, has) {
  return paths.filter((path) => has(readFileSync(inProject(path), 'utf8')));
}

/**
 * Checks whether the outcome of a test could follow the clock or the time zone of the machine: it names a date, the
 * clock or an age, or starts a process, for which the fixed clock of test/helpers does not hold.
 * @param {string} text of a test file
 */
export function touchesTime(text) {
  return /\bDate\b|\bclock\b|Clock\b|\blocalTime\b|\basOf\b|\bago\b|\b202\d\b|\bnode:child_process\b/.test(text);
}
