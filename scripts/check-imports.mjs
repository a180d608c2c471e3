// npm run check:imports: holds every source file to scripts/import-rules.mjs and source-rules.mjs (imports, names, length, no barrels,
// no cycles).
// npm run check:imports -- --long also lists the files that are long enough to think about a split.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { zones } from './import-rules.mjs';
import { lengthRules, nameRules } from './source-rules.mjs';
import {
  importOffence,
  importsOf,
  isBarrel,
  lengthOf,
  withoutComments,
  nameOffences,
  zoneOf,
} from './lib/check-source.mjs';
import { importCycles } from './lib/import-cycles.mjs';
import { projectRoot } from './lib/paths.mjs';
import { sourcesBelow } from './lib/sources-below.mjs';

const roots = [
  'src-shared',
  'src-main',
  'src-virtual-key',
  'src-preload',
  'src-renderer',
  'src-cli',
  'catalogue',
  'scripts',
  'test',
];
const offences = [];
const long = [];
/** @type {Map<string, readonly string[]>} */
const importsByFile = new Map();
let files = 0;
for (const path of roots.flatMap((root) => sourcesBelow(root))) {
  files += 1;
  const text = readFileSync(join(projectRoot, path), 'utf8');
  if (!path.endsWith('.css')) {
    const parsed = parseSync(path, text);
    offences.push(...checkFile(path, text, parsed));
    if (path.startsWith('src-')) importsByFile.set(path, filesImportedBy(path, text, parsed));
  }
  const { lines, verdict } = lengthOf(lengthRules, path, text);
  if (verdict === 'long') long.push(`${path} (${lines})`);
  if (verdict === 'too-long') {
    offences.push(
      `${path} has ${lines} lines, which is too many. Instead: split it by subject (tables of data: list it in scripts/source-rules.mjs).`,
    );
  }
}
for (const cycle of importCycles(importsByFile)) {
  offences.push(
    `${[...cycle, cycle[0]].join(' → ')} import each other, types included. Instead: move what they share into a file of its own that knows none of them.`,
  );
}
for (const offence of offences) process.stderr.write(`${offence}\n`);
if (long.length > 0 && process.argv.includes('--long'))
  process.stderr.write(`long files, think about a split: ${long.join(', ')}\n`);
process.stderr.write(`check-imports: ${files} files, ${offences.length} offences\n`);
process.exitCode = offences.length === 0 && files > 0 ? 0 : 1;

/**
 * @param {string} path
 * @param {string} text
 * @param {import('oxc-parser').ParseResult} parsed
 * @returns {string[]}
 */
function checkFile(path, text, parsed) {
  const found = [];
  if (parsed.errors.length > 0) return [`${path} cannot be parsed: ${parsed.errors[0]?.message}`];
  const { imports, dynamic } = importsOf(parsed, text);
  const isScript = path.startsWith('scripts/');
  // The checks themselves run with the packages in place.
  const checked = isScript ? (path.startsWith('scripts/check-') ? [] : imports) : [...imports, ...dynamic];
  for (const one of checked) {
    const offence = importOffence(zones, path, one);
    if (offence !== null) found.push(offence);
  }
  if (path.startsWith('src-') && zoneOf(zones, path) === null) {
    found.push(
      `${path} belongs to no zone. Instead: put it into a folder of docs/architecture.md, or add a zone to scripts/import-rules.mjs.`,
    );
  }
  if (path.startsWith('src-') && isBarrel(parsed))
    found.push(`${path} only passes on exports. Instead: import from the file that has them.`);
  found.push(...nameOffences(nameRules, path, withoutComments(parsed, text)));
  return found;
}

/**
 * @param {string} path
 * @param {string} text
 * @param {import('oxc-parser').ParseResult} parsed
 * @returns {string[]} paths from the project root; those of `import()` are included
 */
function filesImportedBy(path, text, parsed) {
  const { imports, dynamic } = importsOf(parsed, text);
  return [...imports, ...dynamic]
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.normalize(posix.join(posix.dirname(path), specifier)));
}
