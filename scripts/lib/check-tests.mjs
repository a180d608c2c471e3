import { posix } from 'node:path';
import { fits } from './check-source.mjs';

/** @typedef {import('../test-places.mjs').TestPlace} TestPlace */

/**
 * Returns the path at which the test of a source file stands, without its extension; null for a file outside the folders.
 * @param {readonly { sources: string, tests: string }[]} folders
 * @param {string} path from the project root, with "/"
 */
export function testPathOf(folders, path) {
  const folder = folders.find(({ sources }) => path.startsWith(sources));
  if (folder === undefined) return null;
  return `${folder.tests}${path.slice(folder.sources.length).replace(/\.[a-z]+$/, '')}.test`;
}

/**
 * Checks whether a module does something when it runs: a file of types alone has nothing to test.
 * @param {import('oxc-parser').ParseResult} parsed
 */
export function hasCode(parsed) {
  return parsed.program.body.some((node) => {
    if (node.type === 'ImportDeclaration') return false;
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    return declared !== null && !/^TS(InterfaceDeclaration|TypeAliasDeclaration)$/.test(declared.type);
  });
}

/**
 * Lists what these files import, directly or not, and the files themselves.
 * @param {ReadonlyMap<string, readonly string[]>} imports of each file, as written
 * @param {readonly string[]} from
 * @returns {ReadonlySet<string>}
 */
export function reachedFrom(imports, from) {
  const reached = new Set(from);
  // A set goes on with what is added while it is walked.
  for (const path of reached) {
    for (const specifier of imports.get(path) ?? []) {
      if (specifier.startsWith('.')) reached.add(posix.normalize(posix.join(posix.dirname(path), specifier)));
    }
  }
  return reached;
}

/**
 * Checks that every source file with code has a test file of its name, or a line that says where it is tested.
 * @param {object} project
 * @param {readonly { sources: string, tests: string }[]} project.folders
 * @param {readonly TestPlace[]} project.places
 * @param {readonly string[]} project.sources files with code
 * @param {readonly string[]} project.tests test files and what stands beside them
 * @param {ReadonlyMap<string, readonly string[]>} project.imports of every file
 * @returns {string[]} messages
 */
export function testOffences({ folders, places, sources, tests, imports }) {
  const list = 'scripts/test-places.mjs';
  const names = new Set(tests.map((path) => path.replace(/\.[a-z]+$/, '')));
  const below = (/** @type {TestPlace} */ place) =>
    tests.filter((path) => place.tests.some((pattern) => fits(pattern, path)));
  const reached = new Map(places.map((place) => [place, reachedFrom(imports, below(place))]));
  const used = new Set();
  const offences = [];
  for (const path of sources) {
    const own = testPathOf(folders, path);
    if (own !== null && names.has(own)) continue;
    const place = places.find((one) => fits(one.sources, path));
    if (place === undefined) {
      offences.push(`${path} has no test. Instead: write ${own}.ts, or say in ${list} which tests it is tested by.`);
      continue;
    }
    used.add(place);
    if (place.asProgram === true || reached.get(place)?.has(path) === true) continue;
    offences.push(
      `${path} is imported by no test in ${place.tests.join(', ')}, where ${list} says it is tested. Instead: write ${own}.ts, or test it there.`,
    );
  }
  for (const place of places) {
    if (!used.has(place))
      offences.push(
        `${list}: every file of "${place.sources}" has a test of its own, or is gone. Instead: delete the line.`,
      );
    for (const pattern of place.tests) {
      if (!tests.some((path) => fits(pattern, path)))
        offences.push(
          `${list}: ${pattern}, where "${place.sources}" is tested, is not there. Instead: say where it is now.`,
        );
    }
  }
  return offences;
}
